import{e as y,f as c,n as h,q as p,r as x,u as a}from"/app/chunks/chunk-4EVBSWRM.js";var U={name:"BestLinked",text:`query BestLinked ($first: Int!) {
  entities(filter: {hub:{eq:false}}, orderBy: [{links:{}}], first: $first) {
    nodes {
      id
      kind
      degree
    }
  }
}`},q={name:"EntityCard",text:`query EntityCard ($id: ID!, $language: Language!) {
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
}`},_={name:"EntityDates",text:`query EntityDates ($id: ID!, $language: Language!) {
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
}`},H={name:"EntityFigures",text:`query EntityFigures ($id: ID!, $language: Language!) {
  entity(id: $id) {
    measuredBy(first: 100) {
      totalCount
      nodes {
        ... Figure
        comparisons {
          with {
            id
          }
          text(language: $language)
        }
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
}`},z={name:"EntityLinks",text:`query EntityLinks ($id: ID!, $relationship: Relationship!, $direction: Direction!, $first: Int!, $after: String, $language: Language!) {
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
}`},G={name:"EntityRecord",text:`query EntityRecord ($id: ID!, $language: Language!) {
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
}`},Y={name:"KindProperties",text:`query KindProperties ($language: Language!) {
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
}`},W={name:"LargeScene",text:`query LargeScene ($seeds: EntitySet!, $hops: Int, $first: Int) {
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
}`},j={name:"LinkCards",text:`query LinkCards ($ids: [ID!]!, $language: Language!) {
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
}`},Q={name:"LivingExample",text:`query LivingExample ($language: Language!) {
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
}`},Z={name:"LivingNeighbours",text:`query LivingNeighbours ($ids: [ID!]!, $language: Language!) {
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
}`},X={name:"MostLinked",text:`query MostLinked ($kinds: [Kind!]!, $first: Int!, $language: Language!) {
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
}`},J={name:"NamesOf",text:`query NamesOf ($ids: [ID!]!, $language: Language!) {
  nodes(ids: $ids) {
    id
    ... on Entity {
      kind
      label(language: $language)
    }
  }
}`},k={name:"OntologyLabels",text:`query OntologyLabels {
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
}`},nn={name:"Overview",text:`query Overview {
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
}`},en={name:"Paths",text:`query Paths ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $first: Int, $after: String, $language: Language!) {
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
}`},ln={name:"PathsKeptOut",text:`query PathsKeptOut ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $language: Language!) {
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
}`},tn={name:"PlaceMatrix",text:`query PlaceMatrix ($id: ID!, $language: Language!) {
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
}`},rn={name:"PropertyNames",text:`query PropertyNames {
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
}`},on={name:"Scene",text:`query Scene ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $known: [ID!], $knownAt: [Float!], $expand: Expansion, $options: PathOptions, $first: Int) {
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
}`},an={name:"Suggest",text:`query Suggest ($text: String!, $kinds: [Kind!], $first: Int!, $language: Language!) {
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
}`};var u=new Map,P=60;function N(e,n){u.delete(e),u.set(e,n);let l=u.keys().next().value;u.size>P&&l!==void 0&&u.delete(l)}var R=new Map;async function A(e,n,l){let r=e.name+JSON.stringify(n);if(u.has(r))return u.get(r);let t=R.get(r);if(t)return t;let i=x(e,n,l);l||(R.set(r,i),i.catch(()=>{}).finally(()=>R.delete(r)));let o=await i;return N(r,o),o}function I(e,n){let l=n&&e.name+JSON.stringify(n),[r,t]=y(null),[i,o]=y(0),g=l!==null&&u.has(l);return c(()=>{if(l===null||n===null)return;if(u.has(l)){g||t({key:l,answer:{state:"there",data:u.get(l)}});return}let F=!1;return A(e,n).then(s=>F||t({key:l,answer:{state:"there",data:s}}),s=>{if(F)return;let v=s instanceof p?s:new p(String(s),"INTERNAL");t({key:l,answer:{state:"failed",error:v,again:()=>{t(null),o(C=>C+1)}}})}),()=>{F=!0}},[l,i]),l!==null&&g?{state:"there",data:u.get(l)}:r&&r.key===l?r.answer:{state:"waiting"}}function D(e,n){let l=new Map(e.kinds.map((t,i)=>[t.kind,{info:t,index:i}])),r=new Map(e.relationships.map(t=>[t.relationship,t]));return{kinds:e.kinds,relationships:e.relationships,kind:t=>(n?l.get(t)?.info.zh:l.get(t)?.info.en)??t,kindIndex:t=>l.get(t)?.index??0,color:t=>l.get(t)?.info.color??"currentColor",relationship:t=>(n?r.get(t)?.zh:r.get(t)?.en)??t,reading(t,i){let o=r.get(t);return o?i?n?o.backZh:o.backEn:n?o.readingZh:o.readingEn:t}}}function b(){let e=h(),n=I(k,{});return n.state!=="there"||!n.data.ontology?null:D(n.data.ontology,e==="ZH")}var m=new Set;function T(){return{path:location.pathname,query:new URLSearchParams(location.search),hash:location.hash.slice(1)}}function $(e,n=!1){if(e===location.pathname+location.search+location.hash)return;let l=new URL(e,location.href).pathname===location.pathname;history[n?"replaceState":"pushState"](null,"",w(e)),l||scrollTo(0,0),m.forEach(r=>r())}function w(e){let n=new URL(e,location.href);return K()&&!n.searchParams.has("embed")&&n.searchParams.set("embed","1"),n.pathname+n.search+n.hash}var K=()=>new URLSearchParams(location.search).get("embed")==="1";function Rn(){let[,e]=y(0);return c(()=>{let n=()=>e(l=>l+1);return m.add(n),()=>{m.delete(n)}},[]),T()}function bn(e){addEventListener("popstate",()=>m.forEach(n=>n())),document.addEventListener("click",n=>{if(n.defaultPrevented||n.button!==0||n.metaKey||n.ctrlKey||n.shiftKey||n.altKey)return;let l=n.target.closest("a");!l||l.target||l.hasAttribute("download")||l.origin!==location.origin||!e(l.pathname)||l.getAttribute("href")?.startsWith("#")||(n.preventDefault(),$(l.pathname+l.search+l.hash))})}var E=e=>`/entity/${encodeURIComponent(e)}`;var d=(e,n,l=0)=>Array.from({length:e},(r,t)=>{let i=l+t*2*Math.PI/e;return[n*Math.sin(i),-n*Math.cos(i)]}),B=(e,n,l)=>Array.from({length:2*e},(r,t)=>{let i=t%2===0?n:l,o=t*Math.PI/e;return[i*Math.sin(o),-i*Math.cos(o)]}),M=(e,n)=>[[-n,-e],[n,-e],[n,-n],[e,-n],[e,n],[n,n],[n,e],[-n,e],[-n,n],[-e,n],[-e,-n],[-n,-n]],S=[null,d(4,1.08,Math.PI/4),d(3,1.22),d(4,1.1),d(6,1.04),B(5,1.2,.58),d(3,1.22,Math.PI),d(5,1.08),M(1,.42),d(6,1.04,Math.PI/6)],L=e=>e%S.length;function f(e,n,l,r){let t=S[e],i=o=>+o.toFixed(2);if(!t){let o=r*.92;return`M${i(n-o)} ${i(l)}a${i(o)} ${i(o)} 0 1 0 ${i(2*o)} 0a${i(o)} ${i(o)} 0 1 0 ${i(-2*o)} 0Z`}return`M${t.map(([o,g])=>`${i(n+o*r)} ${i(l+g*r)}`).join("L")}Z`}function O({kindIndex:e,color:n,group:l=!1,size:r=14}){let t=L(e);return a("svg",{class:"kind-mark",width:r,height:r,viewBox:"-8 -8 16 16","aria-hidden":"true",children:[a("path",{d:f(t,0,0,l?4.3:6),fill:n}),l&&a("path",{d:f(t,0,0,6.6),fill:"none",stroke:n,"stroke-width":"1.2"})]})}function V({kind:e,group:n=!1,size:l=14}){let r=b();return r&&a(O,{kindIndex:r.kindIndex(e),color:r.color(e),group:n,size:l})}function On({entity:e}){let n=b();return a("a",{class:"entity",href:E(e.id),title:n?.kind(e.kind),children:[a(V,{kind:e.kind,group:!!e.cohort}),a("bdi",{children:e.label})]})}var Nn=e=>`/canvas?ids=${e.join(".")}`,An=e=>`/canvas?seeds=${e}`,Dn=e=>`/canvas?seeds=${e}&from=id:${e}`;function Tn(e,n){let l=new URLSearchParams(n).toString();return`/question/${encodeURIComponent(e)}${l?`?${l}`:""}`}function $n(e,n){return`/playground#query=${encodeURIComponent(e)}&variables=${encodeURIComponent(JSON.stringify(n,null,2))}`}export{U as a,q as b,_ as c,H as d,z as e,G as f,Y as g,W as h,j as i,Q as j,Z as k,X as l,J as m,nn as n,en as o,ln as p,tn as q,rn as r,on as s,an as t,A as u,I as v,b as w,T as x,$ as y,K as z,Rn as A,bn as B,E as C,L as D,f as E,O as F,V as G,On as H,Nn as I,An as J,Dn as K,Tn as L,$n as M};
