import{d as y,e as c,l as R,o as m,p as b,s as g}from"/app/chunks/chunk-NAVTZSU5.js";var $={name:"BestLinked",text:`query BestLinked ($first: Int!) {
  entities(filter: {hub:{eq:false}}, orderBy: [{links:{}}], first: $first) {
    nodes {
      id
      kind
      degree
    }
  }
}`},w={name:"EntityCard",text:`query EntityCard ($id: ID!, $language: Language!) {
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
}`},K={name:"EntityDates",text:`query EntityDates ($id: ID!, $language: Language!) {
  entity(id: $id) {
    links(filter: {or:[{since:{isNull:false}},{until:{isNull:false}}]}, first: 100) {
      totalCount
      nodes {
        ... LinkLine
      }
    }
  }
  entities(filter: {links:{some:{node:{id:{eq:$id}}}}}, first: 200) {
    totalCount
    nodes {
      ... Named
      properties(language: $language) {
        name
        label
        value
        text
      }
    }
  }
}
fragment LinkLine on Link {
  id
  relationship
  assertion
  confidence
  basis
  collective
  since
  until
  stage
  role
  mode
  title
  label
  side
  order
  batch
  amount
  comparable
  note
  text(language: $language)
  scope {
    id
    label(language: $language)
  }
  by {
    id
    kind
    label(language: $language)
  }
  from {
    ... Named
  }
  to {
    ... Named
  }
  evidence {
    ... Source
  }
}
fragment Named on Entity {
  id
  kind
  label(language: $language)
  hub
  degree
  cohort {
    text(language: $language)
  }
}
fragment Source on Evidence {
  citation(language: $language)
  asOf
  document {
    id
  }
}`},B={name:"EntityFigures",text:`query EntityFigures ($id: ID!, $language: Language!) {
  entity(id: $id) {
    measuredBy(first: 100) {
      totalCount
      nodes {
        ... Figure
        targets {
          edges {
            node {
              ... Value
            }
            link {
              ... Aim
            }
          }
        }
        actuals {
          edges {
            node {
              ... Value
            }
            link {
              ... Aim
            }
          }
        }
      }
    }
  }
}
fragment Aim on Link {
  id
  comparable
  assertion
  confidence
  basis
  note
}
fragment Figure on Indicator {
  ... Value
  evidence {
    ... Source
  }
}
fragment Source on Evidence {
  citation(language: $language)
  asOf
  document {
    id
  }
}
fragment Value on Indicator {
  id
  kind
  label(language: $language)
  metric
  value
  valueMax
  valueText
  unit
  qualifier
  target
  note
  period {
    text
    start
    end
  }
}`},M={name:"EntityLinks",text:`query EntityLinks ($id: ID!, $relationship: Relationship!, $direction: Direction!, $first: Int!, $after: String, $language: Language!) {
  entity(id: $id) {
    links(relationships: [$relationship], direction: $direction, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ... LinkLine
      }
    }
  }
}
fragment LinkLine on Link {
  id
  relationship
  assertion
  confidence
  basis
  collective
  since
  until
  stage
  role
  mode
  title
  label
  side
  order
  batch
  amount
  comparable
  note
  text(language: $language)
  scope {
    id
    label(language: $language)
  }
  by {
    id
    kind
    label(language: $language)
  }
  from {
    ... Named
  }
  to {
    ... Named
  }
  evidence {
    ... Source
  }
}
fragment Named on Entity {
  id
  kind
  label(language: $language)
  hub
  degree
  cohort {
    text(language: $language)
  }
}
fragment Source on Evidence {
  citation(language: $language)
  asOf
  document {
    id
  }
}`},V={name:"EntityRecord",text:`query EntityRecord ($id: ID!, $language: Language!) {
  entity(id: $id) {
    id
    kind
    kindLabel(language: $language)
    label(language: $language)
    name
    nameEn
    aliases
    note
    hub
    degree
    cohort {
      size
      qualifier
      text(language: $language)
    }
    properties(language: $language) {
      name
      label
      value
      text
    }
    evidence {
      citation(language: $language)
      locator
      asOf
      document {
        id
        label(language: $language)
      }
    }
    relationCounts {
      relationship
      direction
      kind
      count
    }
  }
}`},U={name:"KindProperties",text:`query KindProperties ($language: Language!) {
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
}`},q={name:"LargeScene",text:`query LargeScene ($seeds: EntitySet!, $hops: Int, $first: Int) {
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
}`},_={name:"LinkCards",text:`query LinkCards ($ids: [ID!]!, $language: Language!) {
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
}`},H={name:"LivingExample",text:`query LivingExample ($language: Language!) {
  follow(from: {cities:{}}, along: {text:"(:City)-[:HAS_INDUSTRY]->(:Industry)<-[:SERVES_INDUSTRY]-(:Society)"}, first: 24) {
    subgraph {
      ... Picture
    }
  }
}
fragment Picture on Subgraph {
  nodes {
    key
    label(language: $language)
    kind
    kindIndex
    color
    x
    y
    size
    degree
  }
  edges {
    key
    source
    target
    inferred
    label(language: $language)
  }
}`},z={name:"LivingNeighbours",text:`query LivingNeighbours ($ids: [ID!]!, $language: Language!) {
  subgraph(seeds: {ids:$ids}, hops: 1, first: 40) {
    ... Picture
  }
}
fragment Picture on Subgraph {
  nodes {
    key
    label(language: $language)
    kind
    kindIndex
    color
    x
    y
    size
    degree
  }
  edges {
    key
    source
    target
    inferred
    label(language: $language)
  }
}`},G={name:"MostLinked",text:`query MostLinked ($kinds: [Kind!]!, $first: Int!, $language: Language!) {
  entities(filter: {kind:{in:$kinds},hub:{eq:false}}, orderBy: [{links:{sort:DESC}}], first: $first) {
    nodes {
      ... Named
    }
  }
}
fragment Named on Entity {
  id
  kind
  label(language: $language)
  hub
  degree
  cohort {
    text(language: $language)
  }
}`},Y={name:"NamesOf",text:`query NamesOf ($ids: [ID!]!, $language: Language!) {
  nodes(ids: $ids) {
    id
    ... on Entity {
      kind
      label(language: $language)
    }
  }
}`},E={name:"OntologyLabels",text:`query OntologyLabels {
  ontology {
    version
    kinds {
      kind
      color
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
}`},W={name:"Overview",text:`query Overview {
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
}`},j={name:"Paths",text:`query Paths ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $first: Int, $after: String, $language: Language!) {
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
}`},Q={name:"PathsKeptOut",text:`query PathsKeptOut ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $language: Language!) {
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
}`},Z={name:"PickEntities",text:`query PickEntities ($text: String!, $kinds: [Kind!], $language: Language!) {
  entities(filter: {text:$text,kind:{in:$kinds}}, first: 8) {
    nodes {
      id
      kind
      label(language: $language)
      degree
    }
  }
}`},X={name:"PlaceMatrix",text:`query PlaceMatrix ($id: ID!, $language: Language!) {
  city(id: $id) {
    industries(first: 100) {
      totalCount
      edges {
        node {
          ... Named
        }
        link {
          ... LinkLine
        }
      }
    }
  }
  follow(from: {ids:[$id]}, along: {text:"(:City)-[:HAS_INDUSTRY]->(:Industry)<-[:SERVES_INDUSTRY]-(:Society)"}, first: 200) {
    nodes {
      key
      nodes {
        ... Named
      }
      steps {
        link {
          ... LinkLine
        }
      }
    }
    completeness {
      status
      excluded {
        rule
        paths
        exact
      }
    }
  }
}
fragment LinkLine on Link {
  id
  relationship
  assertion
  confidence
  basis
  collective
  since
  until
  stage
  role
  mode
  title
  label
  side
  order
  batch
  amount
  comparable
  note
  text(language: $language)
  scope {
    id
    label(language: $language)
  }
  by {
    id
    kind
    label(language: $language)
  }
  from {
    ... Named
  }
  to {
    ... Named
  }
  evidence {
    ... Source
  }
}
fragment Named on Entity {
  id
  kind
  label(language: $language)
  hub
  degree
  cohort {
    text(language: $language)
  }
}
fragment Source on Evidence {
  citation(language: $language)
  asOf
  document {
    id
  }
}`},J={name:"PropertyNames",text:`query PropertyNames {
  ontology {
    kinds {
      kind
      properties {
        name
        type
      }
    }
    relationships {
      relationship
      properties {
        name
        zh: label
        en: label(language: EN)
        values {
          value
          zh: label
          en: label(language: EN)
        }
      }
    }
  }
}`},nn={name:"Scene",text:`query Scene ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $known: [ID!], $knownAt: [Float!], $expand: Expansion, $options: PathOptions, $first: Int) {
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
}`},en={name:"Suggest",text:`query Suggest ($text: String!, $kinds: [Kind!], $first: Int!, $language: Language!) {
  suggest(text: $text, kinds: $kinds, first: $first) {
    entity {
      ... Named
    }
    matches {
      property
      value
      via
      ranges {
        start
        end
      }
    }
  }
}
fragment Named on Entity {
  id
  kind
  label(language: $language)
  hub
  degree
  cohort {
    text(language: $language)
  }
}`};var o=new Map,S=60;function L(e,n){o.delete(e),o.set(e,n);let l=o.keys().next().value;o.size>S&&l!==void 0&&o.delete(l)}async function O(e,n,l){let r=e.name+JSON.stringify(n);if(o.has(r))return o.get(r);let t=await b(e,n,l);return L(r,t),t}function f(e,n){let l=n&&e.name+JSON.stringify(n),[r,t]=y(null),[i,a]=y(0);return c(()=>{if(l===null||n===null||o.has(l))return;let d=new AbortController;return O(e,n,d.signal).then(s=>t({key:l,answer:{state:"there",data:s}}),s=>{if(d.signal.aborted)return;let k=s instanceof m?s:new m(String(s),"INTERNAL");t({key:l,answer:{state:"failed",error:k,again:()=>{t(null),a(I=>I+1)}}})}),()=>d.abort()},[l,i]),l!==null&&o.has(l)?{state:"there",data:o.get(l)}:r&&r.key===l?r.answer:{state:"waiting"}}function v(e,n){let l=new Map(e.kinds.map((t,i)=>[t.kind,{info:t,index:i}])),r=new Map(e.relationships.map(t=>[t.relationship,t]));return{kinds:e.kinds,relationships:e.relationships,kind:t=>(n?l.get(t)?.info.zh:l.get(t)?.info.en)??t,kindIndex:t=>l.get(t)?.index??0,color:t=>l.get(t)?.info.color??"currentColor",relationship:t=>(n?r.get(t)?.zh:r.get(t)?.en)??t,reading(t,i){let a=r.get(t);return a?i?n?a.backZh:a.backEn:n?a.readingZh:a.readingEn:t}}}function sn(){let e=R(),n=f(E,{});return n.state!=="there"||!n.data.ontology?null:v(n.data.ontology,e==="ZH")}var F=new Set;function P(){return{path:location.pathname,query:new URLSearchParams(location.search),hash:location.hash.slice(1)}}function C(e,n=!1){if(e===location.pathname+location.search+location.hash)return;let l=new URL(e,location.href).pathname===location.pathname;history[n?"replaceState":"pushState"](null,"",A(e)),l||scrollTo(0,0),F.forEach(r=>r())}function A(e){let n=new URL(e,location.href);return N()&&!n.searchParams.has("embed")&&n.searchParams.set("embed","1"),n.pathname+n.search+n.hash}var N=()=>new URLSearchParams(location.search).get("embed")==="1";function cn(){let[,e]=y(0);return c(()=>{let n=()=>e(l=>l+1);return F.add(n),()=>{F.delete(n)}},[]),P()}function Fn(e){addEventListener("popstate",()=>F.forEach(n=>n())),document.addEventListener("click",n=>{if(n.defaultPrevented||n.button!==0||n.metaKey||n.ctrlKey||n.shiftKey||n.altKey)return;let l=n.target.closest("a");!l||l.target||l.hasAttribute("download")||l.origin!==location.origin||!e(l.pathname)||l.getAttribute("href")?.startsWith("#")||(n.preventDefault(),C(l.pathname+l.search+l.hash))})}var mn=e=>`/entity/${encodeURIComponent(e)}`;var u=(e,n,l=0)=>Array.from({length:e},(r,t)=>{let i=l+t*2*Math.PI/e;return[n*Math.sin(i),-n*Math.cos(i)]}),D=(e,n,l)=>Array.from({length:2*e},(r,t)=>{let i=t%2===0?n:l,a=t*Math.PI/e;return[i*Math.sin(a),-i*Math.cos(a)]}),T=(e,n)=>[[-n,-e],[n,-e],[n,-n],[e,-n],[e,n],[n,n],[n,e],[-n,e],[-n,n],[-e,n],[-e,-n],[-n,-n]],h=[null,u(4,1.08,Math.PI/4),u(3,1.22),u(4,1.1),u(6,1.04),D(5,1.2,.58),u(3,1.22,Math.PI),u(5,1.08),T(1,.42),u(6,1.04,Math.PI/6)],x=e=>e%h.length;function p(e,n,l,r){let t=h[e],i=a=>+a.toFixed(2);if(!t){let a=r*.92;return`M${i(n-a)} ${i(l)}a${i(a)} ${i(a)} 0 1 0 ${i(2*a)} 0a${i(a)} ${i(a)} 0 1 0 ${i(-2*a)} 0Z`}return`M${t.map(([a,d])=>`${i(n+a*r)} ${i(l+d*r)}`).join("L")}Z`}function En({kindIndex:e,color:n,group:l=!1,size:r=14}){let t=x(e);return g("svg",{class:"kind-mark",width:r,height:r,viewBox:"-8 -8 16 16","aria-hidden":"true",children:[g("path",{d:p(t,0,0,l?4.3:6),fill:n}),l&&g("path",{d:p(t,0,0,6.6),fill:"none",stroke:n,"stroke-width":"1.2"})]})}export{$ as a,w as b,K as c,B as d,M as e,V as f,U as g,q as h,_ as i,H as j,z as k,G as l,Y as m,W as n,j as o,Q as p,Z as q,X as r,J as s,nn as t,en as u,O as v,f as w,sn as x,P as y,C as z,N as A,cn as B,Fn as C,mn as D,x as E,p as F,En as G};
