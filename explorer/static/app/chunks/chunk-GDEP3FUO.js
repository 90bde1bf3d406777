import{e as y,f,g as h,o as x,r as F,s as k,v as a}from"/app/chunks/chunk-SGECCNS5.js";var q={name:"BestLinked",text:`query BestLinked ($first: Int!) {
  entities(filter: {hub:{eq:false}}, orderBy: [{links:{}}], first: $first) {
    nodes {
      id
      kind
      degree
    }
  }
}`},_={name:"EntityCard",text:`query EntityCard ($id: ID!, $language: Language!) {
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
}`},H={name:"EntityDates",text:`query EntityDates ($id: ID!, $language: Language!) {
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
}`},z={name:"EntityFigures",text:`query EntityFigures ($id: ID!, $language: Language!) {
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
}`},G={name:"EntityLinks",text:`query EntityLinks ($id: ID!, $relationship: Relationship!, $direction: Direction!, $first: Int!, $after: String, $language: Language!) {
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
}`},Y={name:"EntityRecord",text:`query EntityRecord ($id: ID!, $language: Language!) {
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
}`},W={name:"KindProperties",text:`query KindProperties ($language: Language!) {
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
}`},j={name:"LargeScene",text:`query LargeScene ($seeds: EntitySet!, $hops: Int, $first: Int) {
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
}`},Q={name:"LinkCards",text:`query LinkCards ($ids: [ID!]!, $language: Language!) {
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
}`},Z={name:"LivingExample",text:`query LivingExample ($language: Language!) {
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
}`},X={name:"LivingNeighbours",text:`query LivingNeighbours ($ids: [ID!]!, $language: Language!) {
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
}`},J={name:"MostLinked",text:`query MostLinked ($kinds: [Kind!]!, $first: Int!, $language: Language!) {
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
}`},nn={name:"NamesOf",text:`query NamesOf ($ids: [ID!]!, $language: Language!) {
  nodes(ids: $ids) {
    id
    ... on Entity {
      kind
      label(language: $language)
    }
  }
}`},I={name:"OntologyLabels",text:`query OntologyLabels {
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
}`},en={name:"Overview",text:`query Overview {
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
}`},ln={name:"Paths",text:`query Paths ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $first: Int, $after: String, $language: Language!) {
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
}`},tn={name:"PathsKeptOut",text:`query PathsKeptOut ($from: EntitySet!, $to: EntitySet!, $options: PathOptions, $language: Language!) {
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
}`},rn={name:"PlaceMatrix",text:`query PlaceMatrix ($id: ID!, $language: Language!) {
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
}`},on={name:"PropertyNames",text:`query PropertyNames {
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
}`},an={name:"Scene",text:`query Scene ($seeds: EntitySet!, $hops: Int, $connect: Boolean, $known: [ID!], $knownAt: [Float!], $expand: Expansion, $options: PathOptions, $first: Int) {
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
}`},un={name:"Suggest",text:`query Suggest ($text: String!, $kinds: [Kind!], $first: Int!, $language: Language!) {
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
}`};var u=new Map,N=60;function A(n,e){u.delete(n),u.set(n,e);let t=u.keys().next().value;u.size>N&&t!==void 0&&u.delete(t)}var p=new Map;async function D(n,e,t){let r=n.name+JSON.stringify(e);if(u.has(r))return u.get(r);let l=p.get(r);if(l)return l;let i=k(n,e,t);t||(p.set(r,i),i.catch(()=>{}).finally(()=>p.delete(r)));let o=await i;return A(r,o),o}function S(n,e){let t=e&&n.name+JSON.stringify(e),[r,l]=y(null),[i,o]=y(0),g=t!==null&&u.has(t);return h(()=>{if(t===null||e===null)return;if(u.has(t)){g||l({key:t,answer:{state:"there",data:u.get(t)}});return}let m=!1;return D(n,e).then(s=>m||l({key:t,answer:{state:"there",data:s}}),s=>{if(m)return;let C=s instanceof F?s:new F(String(s),"INTERNAL");l({key:t,answer:{state:"failed",error:C,again:()=>{l(null),o(P=>P+1)}}})}),()=>{m=!0}},[t,i]),t!==null&&g?{state:"there",data:u.get(t)}:r&&r.key===t?r.answer:{state:"waiting"}}function T(n,e){let t=new Map(n.kinds.map((l,i)=>[l.kind,{info:l,index:i}])),r=new Map(n.relationships.map(l=>[l.relationship,l]));return{kinds:n.kinds,relationships:n.relationships,kind:l=>(e?t.get(l)?.info.zh:t.get(l)?.info.en)??l,kindIndex:l=>t.get(l)?.index??0,color:l=>t.get(l)?.info.color??"currentColor",relationship:l=>(e?r.get(l)?.zh:r.get(l)?.en)??l,reading(l,i){let o=r.get(l);return o?i?e?o.backZh:o.backEn:e?o.readingZh:o.readingEn:l}}}function R(){let n=x(),e=S(I,{});return e.state!=="there"||!e.data.ontology?null:T(e.data.ontology,n==="ZH")}var c=new Set;function $(){return{path:location.pathname,query:new URLSearchParams(location.search),hash:location.hash.slice(1)}}function w(n,e=!1){if(n===location.pathname+location.search+location.hash)return;let t=new URL(n,location.href).pathname===location.pathname;history[e?"replaceState":"pushState"](null,"",K(n)),t||scrollTo(0,0),c.forEach(r=>r())}function K(n){let e=new URL(n,location.href);return B()&&!e.searchParams.has("embed")&&e.searchParams.set("embed","1"),e.pathname+e.search+e.hash}var B=()=>new URLSearchParams(location.search).get("embed")==="1";function En(){let[,n]=y(0);return f(()=>{let e=()=>n(t=>t+1);return c.add(e),()=>{c.delete(e)}},[]),$()}function bn(n,e){let t=r=>{let l=r.target instanceof Element?r.target.closest("a"):null;l&&l.origin===location.origin&&n(l.pathname)&&e(l.pathname)};document.addEventListener("pointerover",t),document.addEventListener("focusin",t),addEventListener("popstate",()=>c.forEach(r=>r())),document.addEventListener("click",r=>{if(r.defaultPrevented||r.button!==0||r.metaKey||r.ctrlKey||r.shiftKey||r.altKey)return;let l=r.target.closest("a");!l||l.target||l.hasAttribute("download")||l.origin!==location.origin||!n(l.pathname)||l.getAttribute("href")?.startsWith("#")||(r.preventDefault(),w(l.pathname+l.search+l.hash))})}var E=n=>`/entity/${encodeURIComponent(n)}`;var d=(n,e,t=0)=>Array.from({length:n},(r,l)=>{let i=t+l*2*Math.PI/n;return[e*Math.sin(i),-e*Math.cos(i)]}),M=(n,e,t)=>Array.from({length:2*n},(r,l)=>{let i=l%2===0?e:t,o=l*Math.PI/n;return[i*Math.sin(o),-i*Math.cos(o)]}),V=(n,e)=>[[-e,-n],[e,-n],[e,-e],[n,-e],[n,e],[e,e],[e,n],[-e,n],[-e,e],[-n,e],[-n,-e],[-e,-e]],L=[null,d(4,1.08,Math.PI/4),d(3,1.22),d(4,1.1),d(6,1.04),M(5,1.2,.58),d(3,1.22,Math.PI),d(5,1.08),V(1,.42),d(6,1.04,Math.PI/6)],O=n=>n%L.length;function b(n,e,t,r){let l=L[n],i=o=>+o.toFixed(2);if(!l){let o=r*.92;return`M${i(e-o)} ${i(t)}a${i(o)} ${i(o)} 0 1 0 ${i(2*o)} 0a${i(o)} ${i(o)} 0 1 0 ${i(-2*o)} 0Z`}return`M${l.map(([o,g])=>`${i(e+o*r)} ${i(t+g*r)}`).join("L")}Z`}function v({kindIndex:n,color:e,group:t=!1,size:r=14}){let l=O(n);return a("svg",{class:"kind-mark",width:r,height:r,viewBox:"-8 -8 16 16","aria-hidden":"true",children:[a("path",{d:b(l,0,0,t?4.3:6),fill:e}),t&&a("path",{d:b(l,0,0,6.6),fill:"none",stroke:e,"stroke-width":"1.2"})]})}function U({kind:n,group:e=!1,size:t=14}){let r=R();return r&&a(v,{kindIndex:r.kindIndex(n),color:r.color(n),group:e,size:t})}function vn({entity:n}){let e=R();return a("a",{class:"entity",href:E(n.id),title:e?.kind(n.kind),children:[a(U,{kind:n.kind,group:!!n.cohort}),a("bdi",{children:n.label})]})}var An=n=>`/canvas?ids=${n.join(".")}`,Dn=n=>`/canvas?seeds=${n}`,Tn=n=>`/canvas?seeds=${n}&from=id:${n}`;function $n(n,e){let t=new URLSearchParams(e).toString();return`/question/${encodeURIComponent(n)}${t?`?${t}`:""}`}function wn(n,e){return`/playground#query=${encodeURIComponent(n)}&variables=${encodeURIComponent(JSON.stringify(e,null,2))}`}export{q as a,_ as b,H as c,z as d,G as e,Y as f,W as g,j as h,Q as i,Z as j,X as k,J as l,nn as m,I as n,en as o,ln as p,tn as q,rn as r,on as s,an as t,un as u,D as v,S as w,R as x,$ as y,w as z,B as A,En as B,bn as C,E as D,O as E,b as F,v as G,U as H,vn as I,An as J,Dn as K,Tn as L,$n as M,wn as N};
