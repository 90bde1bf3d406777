import{d,e as F,l as g,o as y,p as c}from"/app/chunks/chunk-IAUPN3L5.js";var i=new Map,f=60;function I(t,n){i.delete(t),i.set(t,n);let e=i.keys().next().value;i.size>f&&e!==void 0&&i.delete(e)}async function h(t,n,e){let r=t.name+JSON.stringify(n);if(i.has(r))return i.get(r);let l=await c(t,n,e);return I(r,l),l}function R(t,n){let e=n&&t.name+JSON.stringify(n),[r,l]=d(null),[a,o]=d(0);return F(()=>{if(e===null||n===null||i.has(e))return;let s=new AbortController;return h(t,n,s.signal).then(u=>l({key:e,answer:{state:"there",data:u}}),u=>{if(s.signal.aborted)return;let m=u instanceof y?u:new y(String(u),"INTERNAL");l({key:e,answer:{state:"failed",error:m,again:()=>{l(null),o(E=>E+1)}}})}),()=>s.abort()},[e,a]),e!==null&&i.has(e)?{state:"there",data:i.get(e)}:r&&r.key===e?r.answer:{state:"waiting"}}var O={name:"BestLinked",text:`query BestLinked ($first: Int!) {
  entities(filter: {hub:{eq:false}}, orderBy: [{links:{}}], first: $first) {
    nodes {
      id
      kind
      degree
    }
  }
}`},C={name:"EntityCard",text:`query EntityCard ($id: ID!, $language: Language!) {
  entity(id: $id) {
    id
    kind
    name
    nameEn
    aliases
    hub
    degree
    note
    label(language: $language)
    cohort {
      size
      text(language: $language)
    }
    properties(language: $language) {
      name
      label
      text
    }
    relationCounts {
      relationship
      direction
      kind
      count
    }
    evidence {
      locator
      asOf
      citation(language: $language)
      document {
        id
      }
    }
  }
}`},A={name:"KindProperties",text:`query KindProperties ($language: Language!) {
  ontology {
    kinds {
      kind
      plural
      properties {
        name
        label(language: $language)
        type
        values {
          value
          label(language: $language)
        }
      }
    }
  }
}`},L={name:"LargeScene",text:`query LargeScene ($seeds: EntitySet!, $hops: Int, $first: Int) {
  subgraph(seeds: $seeds, hops: $hops, first: $first) {
    nodes {
      key
      label
      kindIndex
      x
      y
      size
      degree
    }
    edges {
      key
      source
      target
      relationship
      inferred
    }
    categories {
      name
      color
    }
    totals {
      nodes
      edges
      exact
    }
  }
}`},P={name:"LinkCards",text:`query LinkCards ($ids: [ID!]!, $language: Language!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Link {
      relationship
      assertion
      confidence
      basis
      collective
      stage
      role
      mode
      title
      note
      since
      until
      key
      text(language: $language)
      from {
        id
        label(language: $language)
      }
      to {
        id
        label(language: $language)
      }
      scope {
        id
        label(language: $language)
      }
      evidence {
        locator
        asOf
        citation(language: $language)
        document {
          id
        }
      }
    }
  }
}`},D={name:"NamesOf",text:`query NamesOf ($ids: [ID!]!, $language: Language!) {
  nodes(ids: $ids) {
    id
    ... on Entity {
      kind
      label(language: $language)
    }
  }
}`},p={name:"OntologyLabels",text:`query OntologyLabels {
  ontology {
    version
    kinds {
      kind
      name
      zh: label
      en: label(language: EN)
      plural
      context
      groups
    }
    relationships {
      relationship
      name
      symmetric
      zh: label
      en: label(language: EN)
      readingZh: reading
      readingEn: reading(language: EN)
      backZh: reading(backwards: true)
      backEn: reading(language: EN, backwards: true)
      ends {
        from
        to
      }
    }
  }
}`},T={name:"Overview",text:`query Overview {
  statistics {
    entityCount
    linkCount
    store
    revision
    entities {
      kind
      count
    }
    links {
      relationship
      assertion
      count
    }
  }
}`},N={name:"Paths",text:`query Paths ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $first: Int, $after: String, $language: Language!) {
  paths(from: $from, to: $to, options: $options, first: $first, after: $after) {
    nodes {
      ... PathFields
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    completeness {
      status
      provenLength
      reasons
      expansions
      skippedHubs {
        degree
        entity {
          ... EntityRef
        }
      }
    }
    sources {
      number
      locator
      text(language: $language)
      document {
        id
      }
    }
  }
}
fragment EntityRef on Entity {
  id
  kind
  label(language: $language)
}
fragment LinkRef on Link {
  id
  relationship
  assertion
  confidence
  basis
  collective
  stage
  text(language: $language)
  scope {
    id
    label(language: $language)
  }
  evidence {
    locator
    asOf
    citation(language: $language)
  }
}
fragment PathFields on Path {
  key
  length
  inferred
  confidence
  text(language: $language)
  nodes {
    ... EntityRef
  }
  steps {
    forward
    from {
      ... EntityRef
    }
    to {
      ... EntityRef
    }
    link {
      ... LinkRef
    }
    parallel {
      ... LinkRef
    }
  }
}`},v={name:"PathsKeptOut",text:`query PathsKeptOut ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $language: Language!) {
  paths(from: $from, to: $to, options: $options, first: 1) {
    completeness {
      excluded {
        rule
        paths
        exact
        example {
          key
          length
          text(language: $language)
        }
      }
    }
  }
}`},w={name:"PickEntities",text:`query PickEntities ($text: String!, $kinds: [Kind!], $language: Language!) {
  entities(filter: {text:$text,kind:{in:$kinds}}, first: 8) {
    nodes {
      id
      kind
      label(language: $language)
      degree
    }
  }
}`},B={name:"Scene",text:`query Scene ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $known: [ID!], $knownAt: [Float!], $expand: Expansion, $options: PathOptions, $first: Int) {
  subgraph(seeds: $seeds, hops: $hops, connect: $connect, known: $known, knownAt: $knownAt, expand: $expand, options: $options, first: $first) {
    nodes {
      key
      zh: label
      en: label(language: EN)
      kind
      kindIndex
      color
      x
      y
      size
      degree
      entity {
        hub
        cohort {
          zh: text
          en: text(language: EN)
        }
      }
    }
    edges {
      key
      source
      target
      relationship
      inferred
      link {
        confidence
      }
    }
    groups
    completeness {
      status
      reasons
      provenLength
    }
    totals {
      nodes
      edges
      exact
    }
  }
}`};function b(t,n){let e=new Map(t.kinds.map((l,a)=>[l.kind,{info:l,index:a}])),r=new Map(t.relationships.map(l=>[l.relationship,l]));return{kinds:t.kinds,relationships:t.relationships,kind:l=>(n?e.get(l)?.info.zh:e.get(l)?.info.en)??l,kindIndex:l=>e.get(l)?.index??0,relationship:l=>(n?r.get(l)?.zh:r.get(l)?.en)??l,reading(l,a){let o=r.get(l);return o?a?n?o.backZh:o.backEn:n?o.readingZh:o.readingEn:l}}}function U(){let t=g(),n=R(p,{});return n.state!=="there"||!n.data.ontology?null:b(n.data.ontology,t==="ZH")}export{h as a,R as b,O as c,C as d,A as e,L as f,P as g,D as h,T as i,N as j,v as k,w as l,B as m,U as n};
