import{e as y,f as c,o as h,r as p,s as x,v as a}from"/app/chunks/chunk-MURXZNPI.js";var U={name:"BestLinked",text:`query BestLinked ($first: Int!) {
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
}`};var u=new Map,P=60;function N(n,e){u.delete(n),u.set(n,e);let t=u.keys().next().value;u.size>P&&t!==void 0&&u.delete(t)}var R=new Map;async function A(n,e,t){let r=n.name+JSON.stringify(e);if(u.has(r))return u.get(r);let l=R.get(r);if(l)return l;let i=x(n,e,t);t||(R.set(r,i),i.catch(()=>{}).finally(()=>R.delete(r)));let o=await i;return N(r,o),o}function I(n,e){let t=e&&n.name+JSON.stringify(e),[r,l]=y(null),[i,o]=y(0),g=t!==null&&u.has(t);return c(()=>{if(t===null||e===null)return;if(u.has(t)){g||l({key:t,answer:{state:"there",data:u.get(t)}});return}let F=!1;return A(n,e).then(s=>F||l({key:t,answer:{state:"there",data:s}}),s=>{if(F)return;let v=s instanceof p?s:new p(String(s),"INTERNAL");l({key:t,answer:{state:"failed",error:v,again:()=>{l(null),o(C=>C+1)}}})}),()=>{F=!0}},[t,i]),t!==null&&g?{state:"there",data:u.get(t)}:r&&r.key===t?r.answer:{state:"waiting"}}function D(n,e){let t=new Map(n.kinds.map((l,i)=>[l.kind,{info:l,index:i}])),r=new Map(n.relationships.map(l=>[l.relationship,l]));return{kinds:n.kinds,relationships:n.relationships,kind:l=>(e?t.get(l)?.info.zh:t.get(l)?.info.en)??l,kindIndex:l=>t.get(l)?.index??0,color:l=>t.get(l)?.info.color??"currentColor",relationship:l=>(e?r.get(l)?.zh:r.get(l)?.en)??l,reading(l,i){let o=r.get(l);return o?i?e?o.backZh:o.backEn:e?o.readingZh:o.readingEn:l}}}function b(){let n=h(),e=I(k,{});return e.state!=="there"||!e.data.ontology?null:D(e.data.ontology,n==="ZH")}var m=new Set;function T(){return{path:location.pathname,query:new URLSearchParams(location.search),hash:location.hash.slice(1)}}function $(n,e=!1){if(n===location.pathname+location.search+location.hash)return;let t=new URL(n,location.href).pathname===location.pathname;history[e?"replaceState":"pushState"](null,"",w(n)),t||scrollTo(0,0),m.forEach(r=>r())}function w(n){let e=new URL(n,location.href);return K()&&!e.searchParams.has("embed")&&e.searchParams.set("embed","1"),e.pathname+e.search+e.hash}var K=()=>new URLSearchParams(location.search).get("embed")==="1";function Rn(){let[,n]=y(0);return c(()=>{let e=()=>n(t=>t+1);return m.add(e),()=>{m.delete(e)}},[]),T()}function bn(n,e){let t=r=>{let l=r.target instanceof Element?r.target.closest("a"):null;l&&l.origin===location.origin&&n(l.pathname)&&e(l.pathname)};document.addEventListener("pointerover",t),document.addEventListener("focusin",t),addEventListener("popstate",()=>m.forEach(r=>r())),document.addEventListener("click",r=>{if(r.defaultPrevented||r.button!==0||r.metaKey||r.ctrlKey||r.shiftKey||r.altKey)return;let l=r.target.closest("a");!l||l.target||l.hasAttribute("download")||l.origin!==location.origin||!n(l.pathname)||l.getAttribute("href")?.startsWith("#")||(r.preventDefault(),$(l.pathname+l.search+l.hash))})}var E=n=>`/entity/${encodeURIComponent(n)}`;var d=(n,e,t=0)=>Array.from({length:n},(r,l)=>{let i=t+l*2*Math.PI/n;return[e*Math.sin(i),-e*Math.cos(i)]}),B=(n,e,t)=>Array.from({length:2*n},(r,l)=>{let i=l%2===0?e:t,o=l*Math.PI/n;return[i*Math.sin(o),-i*Math.cos(o)]}),M=(n,e)=>[[-e,-n],[e,-n],[e,-e],[n,-e],[n,e],[e,e],[e,n],[-e,n],[-e,e],[-n,e],[-n,-e],[-e,-e]],S=[null,d(4,1.08,Math.PI/4),d(3,1.22),d(4,1.1),d(6,1.04),B(5,1.2,.58),d(3,1.22,Math.PI),d(5,1.08),M(1,.42),d(6,1.04,Math.PI/6)],L=n=>n%S.length;function f(n,e,t,r){let l=S[n],i=o=>+o.toFixed(2);if(!l){let o=r*.92;return`M${i(e-o)} ${i(t)}a${i(o)} ${i(o)} 0 1 0 ${i(2*o)} 0a${i(o)} ${i(o)} 0 1 0 ${i(-2*o)} 0Z`}return`M${l.map(([o,g])=>`${i(e+o*r)} ${i(t+g*r)}`).join("L")}Z`}function O({kindIndex:n,color:e,group:t=!1,size:r=14}){let l=L(n);return a("svg",{class:"kind-mark",width:r,height:r,viewBox:"-8 -8 16 16","aria-hidden":"true",children:[a("path",{d:f(l,0,0,t?4.3:6),fill:e}),t&&a("path",{d:f(l,0,0,6.6),fill:"none",stroke:e,"stroke-width":"1.2"})]})}function V({kind:n,group:e=!1,size:t=14}){let r=b();return r&&a(O,{kindIndex:r.kindIndex(n),color:r.color(n),group:e,size:t})}function On({entity:n}){let e=b();return a("a",{class:"entity",href:E(n.id),title:e?.kind(n.kind),children:[a(V,{kind:n.kind,group:!!n.cohort}),a("bdi",{children:n.label})]})}var Nn=n=>`/canvas?ids=${n.join(".")}`,An=n=>`/canvas?seeds=${n}`,Dn=n=>`/canvas?seeds=${n}&from=id:${n}`;function Tn(n,e){let t=new URLSearchParams(e).toString();return`/question/${encodeURIComponent(n)}${t?`?${t}`:""}`}function $n(n,e){return`/playground#query=${encodeURIComponent(n)}&variables=${encodeURIComponent(JSON.stringify(e,null,2))}`}export{U as a,q as b,_ as c,H as d,z as e,G as f,Y as g,W as h,j as i,Q as j,Z as k,X as l,J as m,k as n,nn as o,en as p,ln as q,tn as r,rn as s,on as t,an as u,A as v,I as w,b as x,T as y,$ as z,K as A,Rn as B,bn as C,E as D,L as E,f as F,O as G,V as H,On as I,Nn as J,An as K,Dn as L,Tn as M,$n as N};
