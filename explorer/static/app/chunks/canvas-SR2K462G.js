import{c as e}from"/app/chunks/chunk-GDEX4ROE.js";import{n as a,o as n}from"/app/chunks/chunk-BMIDT73X.js";function o(){return e()?a("div",{class:"page"}):a(n,{})}export{o as default};
