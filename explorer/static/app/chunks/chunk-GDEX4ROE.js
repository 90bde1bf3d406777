import{d as u,e as g,h as p,k as y,l as E}from"/app/chunks/chunk-BMIDT73X.js";var a=new Map,b=60;function N(r,n){a.delete(r),a.set(r,n);let t=a.keys().next().value;a.size>b&&t!==void 0&&a.delete(t)}async function I(r,n,t){let o=r.name+JSON.stringify(n);if(a.has(o))return a.get(o);let e=await E(r,n,t);return N(o,e),e}function R(r,n){let t=n&&r.name+JSON.stringify(n),[o,e]=u(null),[s,i]=u(0);return g(()=>{if(t===null||n===null||a.has(t))return;let d=new AbortController;return I(r,n,d.signal).then(l=>e({key:t,answer:{state:"there",data:l}}),l=>{if(d.signal.aborted)return;let c=l instanceof y?l:new y(String(l),"INTERNAL");e({key:t,answer:{state:"failed",error:c,again:()=>{e(null),i(T=>T+1)}}})}),()=>d.abort()},[t,s]),t!==null&&a.has(t)?{state:"there",data:a.get(t)}:o&&o.key===t?o.answer:{state:"waiting"}}var O={name:"OntologyLabels",text:`query OntologyLabels {
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
}`},m={name:"Overview",text:`query Overview {
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
}`};function h(r,n){let t=new Map(r.kinds.map((e,s)=>[e.kind,{info:e,index:s}])),o=new Map(r.relationships.map(e=>[e.relationship,e]));return{kinds:r.kinds,relationships:r.relationships,kind:e=>(n?t.get(e)?.info.zh:t.get(e)?.info.en)??e,kindIndex:e=>t.get(e)?.index??0,relationship:e=>(n?o.get(e)?.zh:o.get(e)?.en)??e,reading(e,s){let i=o.get(e);return i?s?n?i.backZh:i.backEn:n?i.readingZh:i.readingEn:e}}}function C(){let r=p(),n=R(O,{});return n.state!=="there"||!n.data.ontology?null:h(n.data.ontology,r==="ZH")}export{R as a,m as b,C as c};
