package jinqiao_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"jinqiao"
)

func standard(t *testing.T) *jinqiao.Ontology {
	t.Helper()
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func compare(t *testing.T, problems []jinqiao.Problem, want string) {
	t.Helper()
	var got []string
	for _, p := range problems {
		got = append(got, strings.TrimPrefix(p.String(), p.Subject+": "))
	}
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func size(n int) *int { return &n }

func TestCheckEntity(t *testing.T) {
	type entity = jinqiao.Entity
	props := func(name string, value any) map[string]any { return map[string]any{name: value} }
	for _, c := range []struct {
		name   string
		entity entity
		want   string
	}{
		{"all well", entity{ID: "city-a", Kind: "City", Name: "甲市", Aliases: []string{"甲"}, Cohort: &jinqiao.Cohort{}, Properties: map[string]any{"level": "PREFECTURE", "note": "一\n二"}, Evidence: []jinqiao.Evidence{{Document: "d", Locator: "L1 ¶8", AsOf: "2021-05"}}}, ""},
		{"a counted group", entity{ID: "a", Kind: "Expert", Name: "院士", Cohort: &jinqiao.Cohort{Size: size(0), Qualifier: "AT_LEAST"}}, ""},
		{"nothing", entity{}, "id: missing; every entity has an id\nname: missing; every entity has a name\nkind: missing; give one of City, Industry, Society, Expert, Person, Enterprise, Institution, Agreement, Platform, Team, Demand, Achievement, Project, Event, Policy, Programme, Award, Indicator, Document"},
		{"an id with a space", entity{ID: "a b", Kind: "City", Name: "甲"}, `id: "a b" is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -`},
		{"a long id", entity{ID: strings.Repeat("x", 129), Kind: "City", Name: "甲"}, `id: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -`},
		{"the id of a link", entity{ID: "l_0123456789abc", Kind: "City", Name: "甲"}, `id: "l_0123456789abc" has the form of a link id, which an entity cannot have`},
		{"a misspelt kind", entity{ID: "a", Kind: "Enterprize", Name: "甲"}, `kind: unknown kind "Enterprize"; did you mean Enterprise?`},
		{"a blank name", entity{ID: "a", Kind: "City", Name: " "}, "name: is blank; write text, or leave it out if it is not known"},
		{"a name of two lines", entity{ID: "a", Kind: "City", Name: "甲\n乙"}, `name: holds the control character U+000A after "甲"`},
		{"a name that is no text", entity{ID: "a", Kind: "City", Name: "甲\xff"}, "name: is not valid UTF-8"},
		{"an empty alias", entity{ID: "a", Kind: "City", Name: "甲", Aliases: []string{"乙", ""}}, "aliases[1]: is empty; leave it out if it is not known"},
		{"a size without a qualifier", entity{ID: "a", Kind: "City", Name: "甲", Cohort: &jinqiao.Cohort{Size: size(3)}}, "cohort.qualifier: missing; a size needs one of EXACT, ABOUT, AT_LEAST, AT_MOST"},
		{"a qualifier without a size", entity{ID: "a", Kind: "City", Name: "甲", Cohort: &jinqiao.Cohort{Qualifier: "ABOUT"}}, "cohort.qualifier: ABOUT without a size; leave it out where the source does not count"},
		{"a negative size, another qualifier", entity{ID: "a", Kind: "City", Name: "甲", Cohort: &jinqiao.Cohort{Size: size(-1), Qualifier: "SOME"}}, "cohort.size: -1 is not between 0 and 2147483647\ncohort.qualifier: \"SOME\" is not allowed here; it is one of EXACT, ABOUT, AT_LEAST, AT_MOST"},
		{"evidence", entity{ID: "a", Kind: "City", Name: "甲", Evidence: []jinqiao.Evidence{{}, {Document: "d", Locator: "\t", AsOf: "2021-13"}}}, "evidence[0].document: missing; give the id of an entity\nevidence[1].locator: holds the control character U+0009 after \"\"\nevidence[1].asOf: \"2021-13\" is no date; write a year, a month or a day: 2021, 2021-05, 2021-05-30"},
		{"a property of another kind", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("tier", "MICRO")}, "tier: City does not have it; Enterprise does"},
		{"a property of other kinds", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("title", "x")}, "title: City does not have it; Expert, Person do"},
		{"a misspelt property", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("admincode", "x")}, "admincode: no kind has this; did you mean adminCode?"},
		{"an unknown property", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("spaceships", "x")}, "spaceships: no kind has this; it may have id, kind, name, aliases, cohort, hub, evidence, nameEn, category, status, level, note, adminCode"},
		{"a value that is not allowed", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("level", "NATIONAL")}, `level: "NATIONAL" is not allowed here; it is one of PROVINCE, PREFECTURE, COUNTY, DISTRICT, ZONE, TOWNSHIP`},
		{"a property without values", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("category", "OTHER")}, "category: City has no category; leave it out"},
		{"an empty text", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("note", "")}, "note: is empty; leave it out if it is not known"},
		{"text that is none", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("note", true)}, "note: has to be text, not true or false"},
		{"null", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("note", nil)}, "note: has to be text, not null"},
		{"an object", entity{ID: "a", Kind: "City", Name: "甲", Properties: props("note", map[string]any{})}, "note: has to be text, not an object"},
		{"no date", entity{ID: "a", Kind: "Event", Name: "会", Properties: props("heldOn", "2021-2-3")}, `heldOn: "2021-2-3" is no date; write a year, a month or a day: 2021, 2021-05, 2021-05-30`},
		{"no period", entity{ID: "a", Kind: "Indicator", Name: "数", Properties: props("period", "../..")}, `period: "../.." is no period; write a date, or two with a slash of which one may be open: 2021/2022-05, ../2022`},
		{"no whole number", entity{ID: "a", Kind: "Award", Name: "奖", Properties: props("year", 2021.5)}, "year: 2021.5 is no whole number between -2147483648 and 2147483647"},
		{"a number beyond whole ones", entity{ID: "a", Kind: "Award", Name: "奖", Properties: props("year", 1<<31)}, "year: 2147483648 is not between -2147483648 and 2147483647"},
		{"an infinite year", entity{ID: "a", Kind: "Award", Name: "奖", Properties: props("year", math.Inf(1))}, "year: is not between -2147483648 and 2147483647"},
		{"a year in text", entity{ID: "a", Kind: "Award", Name: "奖", Properties: props("year", "2021")}, "year: has to be a whole number, not text"},
		{"an infinite number", entity{ID: "a", Kind: "Indicator", Name: "数", Properties: props("value", math.NaN())}, "value: is beyond the largest number, 1.8e308"},
		{"a number in text", entity{ID: "a", Kind: "Indicator", Name: "数", Properties: props("value", []string{"1"})}, "value: has to be a number, not a list"},
		{"truth in a number", entity{ID: "a", Kind: "Expert", Name: "甲", Properties: props("academician", 1)}, "academician: has to be true or false, not a number"},
		{"a list in text", entity{ID: "a", Kind: "Enterprise", Name: "甲", Properties: props("certifications", "x")}, "certifications: has to be a list of text, not text"},
		{"a list of something else", entity{ID: "a", Kind: "Enterprise", Name: "甲", Properties: props("certifications", []any{"x", 1.0})}, "certifications: has to be a list of text, not a list whose item 1 is a number"},
		{"a blank item", entity{ID: "a", Kind: "Enterprise", Name: "甲", Properties: props("certifications", []string{"x", " "})}, "certifications[1]: is blank; write text, or leave it out if it is not known"},
	} {
		t.Run(c.name, func(t *testing.T) { compare(t, standard(t).CheckEntity(&c.entity), c.want) })
	}
}

func TestCheckLink(t *testing.T) {
	for _, c := range []struct {
		name     string
		change   func(*jinqiao.Link)
		from, to string
		want     string
	}{
		{"all well", func(l *jinqiao.Link) {}, "Expert", "City", ""},
		{"kinds not known", func(l *jinqiao.Link) {}, "", "City", ""},
		{"inferred", func(l *jinqiao.Link) {
			l.Assertion, l.Confidence, l.Properties = "INFERRED", "LOW", map[string]any{"basis": "name", "since": "2021-05", "until": "2021"}
		}, "", "", ""},
		{"its own id", func(l *jinqiao.Link) { l.ID = jinqiao.LinkID(jinqiao.LinkNumber("INTRODUCED_TO", "a", "b", "")) }, "", "", ""},
		{"another id", func(l *jinqiao.Link) { l.ID = "l_0000000000000" }, "", "", `id: "l_0000000000000" is not the id of this link, which is l_0lolq9ded7ip2; leave it out`},
		{"no ends", func(l *jinqiao.Link) { l.From, l.To = "", "b c" }, "", "", "from: missing; give the id of an entity\nto: \"b c\" is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -"},
		{"key and scope", func(l *jinqiao.Link) { l.Key, l.Scope = "\x00", "c d" }, "", "", "key: holds the control character U+0000 after \"\"\nscope: \"c d\" is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -"},
		{"no assertion", func(l *jinqiao.Link) { l.Assertion = "" }, "", "", "assertion: missing; it is one of STATED, INFERRED"},
		{"another assertion", func(l *jinqiao.Link) { l.Assertion = "GUESSED" }, "", "", `assertion: "GUESSED" is not allowed here; it is one of STATED, INFERRED`},
		{"inferred without more", func(l *jinqiao.Link) { l.Assertion = "INFERRED" }, "", "", "confidence: missing; an INFERRED link needs one of HIGH, MEDIUM, LOW\nbasis: missing; an INFERRED link says why it was concluded"},
		{"another confidence", func(l *jinqiao.Link) {
			l.Assertion, l.Confidence, l.Properties = "INFERRED", "SURE", map[string]any{"basis": "x"}
		}, "", "", `confidence: "SURE" is not allowed here; it is one of HIGH, MEDIUM, LOW`},
		{"stated with more", func(l *jinqiao.Link) { l.Confidence, l.Properties = "HIGH", map[string]any{"basis": "x"} }, "", "", "confidence: is for INFERRED links only; leave it out\nbasis: is for INFERRED links only; leave it out"},
		{"a misspelt relationship", func(l *jinqiao.Link) { l.Relationship = "introduced-to" }, "", "", `relationship: unknown relationship "introduced-to"; did you mean INTRODUCED_TO?`},
		{"a property of other relationships", func(l *jinqiao.Link) { l.Properties = map[string]any{"batch": 1, "order": 1} }, "", "", "batch: INTRODUCED_TO does not use it; DESIGNATED does\norder: INTRODUCED_TO does not use it; PART_OF does"},
		{"a misspelt property", func(l *jinqiao.Link) { l.Properties = map[string]any{"sinse": "2021"} }, "", "", "sinse: no link has this; did you mean since?"},
		{"an unknown property", func(l *jinqiao.Link) { l.Properties = map[string]any{"spaceships": "2021"} }, "", "", "spaceships: no link has this; it may have from, to, key, assertion, confidence, collective, scope, evidence, by, mode, basis, since, until, note"},
		{"a reference that is no id", func(l *jinqiao.Link) { l.Properties = map[string]any{"by": "b c"} }, "", "", `by: "b c" is no id; an id is 1 to 128 of A-Z, a-z, 0-9, _ and -`},
		{"a fixed value", func(l *jinqiao.Link) { l.Relationship, l.Properties = "HOSTED", map[string]any{"role": "GUEST"} }, "", "", `role: "GUEST" is not allowed here; it is one of HOST, CO_HOST, ORGANISER`},
		{"an end before the start", func(l *jinqiao.Link) { l.Properties = map[string]any{"since": "2021-05", "until": "2021-04"} }, "", "", "until: 2021-04 lies before since, 2021-05"},
		{"no date", func(l *jinqiao.Link) { l.Properties = map[string]any{"since": "2021-13"} }, "", "", `since: "2021-13" is no date; write a year, a month or a day: 2021, 2021-05, 2021-05-30`},
		{"kinds it does not join", func(l *jinqiao.Link) { l.Relationship = "IN_INDUSTRY" }, "City", "Industry", "IN_INDUSTRY does not lead from City to Industry; it leads from Enterprise, Institution, Platform, Demand, Achievement, Project to Industry"},
		{"kinds of which it joins each to others", func(l *jinqiao.Link) { l.Relationship = "MEASURES" }, "City", "Award", "MEASURES does not lead from City to Award; it leads from Indicator to Award"},
		{"kinds it does not know", func(l *jinqiao.Link) { l.Relationship = "LOCATED_IN" }, "Award", "Event", "LOCATED_IN does not lead from Award to Event; it leads from Award to City"},
		{"kinds of neither end", func(l *jinqiao.Link) { l.Relationship = "MENTIONS" }, "Award", "Event", "MENTIONS does not lead from Award to Event; it leads from Document to Event"},
		{"neither end", func(l *jinqiao.Link) { l.Relationship = "RAISED" }, "Demand", "City", "RAISED does not lead from Demand to City; it leads from City, Enterprise, Institution to Demand"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &jinqiao.Link{Relationship: "INTRODUCED_TO", From: "a", To: "b", Assertion: "STATED"}
			c.change(l)
			compare(t, standard(t).CheckLink(l, c.from, c.to), c.want)
		})
	}
}

func TestReferences(t *testing.T) {
	o := standard(t)
	evidence := []jinqiao.Evidence{{Document: "d"}, {}, {Document: "e"}}
	describe := func(mentions []jinqiao.Mention) string {
		var all []string
		for _, m := range mentions {
			all = append(all, m.Field+"="+m.ID+" "+strings.Join(m.Kinds, "|"))
		}
		return strings.Join(all, "\n")
	}
	if got, want := describe(o.EntityReferences(&jinqiao.Entity{Evidence: evidence})), "evidence[0].document=d Document\nevidence[2].document=e Document"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	link := &jinqiao.Link{From: "a", To: "b", Scope: "c", Properties: map[string]any{"by": "f", "note": "g"}, Evidence: evidence[:1]}
	anyKind := strings.Join(o.KindsOf("Entity"), "|")
	if got, want := describe(o.LinkReferences(link)), "from=a \nto=b \nscope=c City\nby=f "+anyKind+"\nevidence[0].document=d Document"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"since", "until", "note", "evidence"}
	for name, want := range map[string]string{"sinse": "since", "UNTIL": "until", "ntoe": "note", "evidences": "evidence", "x": "", "": "", "spaceship": ""} {
		if got := jinqiao.Nearest(name, known); got != want {
			t.Errorf("nearest to %q: %q, want %q", name, got, want)
		}
	}
	if !slices.Equal(known, []string{"since", "until", "note", "evidence"}) {
		t.Error("the names were changed")
	}
}
