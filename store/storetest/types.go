package storetest

import "jinqiao"

// Types of what every entity or link has and the ontology does not declare as a
// property. Of enums the type alone counts.
var commonTypes = map[string]jinqiao.Type{
	"id":               jinqiao.TypeID,
	"kind":             jinqiao.TypeID,
	"name":             jinqiao.TypeString,
	"aliases":          jinqiao.TypeList,
	"hub":              jinqiao.TypeBoolean,
	"cohort":           jinqiao.TypeBoolean,
	"cohort.size":      jinqiao.TypeInt,
	"cohort.qualifier": jinqiao.TypeEnum,
	"assertion":        jinqiao.TypeEnum,
	"confidence":       jinqiao.TypeEnum,
	"collective":       jinqiao.TypeBoolean,
	"scope":            jinqiao.TypeID,
	"by":               jinqiao.TypeID,
	"key":              jinqiao.TypeString,
	"asOf":             jinqiao.TypeDate,
}

// typeOf returns the type of a property of any kind or of links, and whether it
// compares exactly: ids, enum values and codes do.
func (s *script) typeOf(property string) (t jinqiao.Type, exact bool) {
	if t := commonTypes[property]; t != "" {
		return t, t == jinqiao.TypeID || t == jinqiao.TypeEnum
	}
	for _, k := range s.ontology.Kinds {
		if p := k.Property(property); p != nil {
			return p.Type, p.Code || p.Type == jinqiao.TypeEnum
		}
	}
	if p := s.ontology.LinkProperty(property); p != nil {
		return p.Type, p.Code || p.Type == jinqiao.TypeEnum
	}
	panic("no kind has the property " + property)
}
