package linkage_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"jinqiao"
	"jinqiao/linkage"
)

const model = "(:Enterprise)-[:IN_INDUSTRY]->(:Industry)<-[:SERVES_INDUSTRY]-(:Society)<-[:MEMBER_OF|AFFILIATED_WITH]-(:Expert {academician: true})"

func standard(t testing.TB, text string) *linkage.Pattern {
	o, err := jinqiao.Standard()
	if err != nil {
		t.Fatal(err)
	}
	p, err := linkage.ParsePattern(o, text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFollowShandong has known answers of the example data, which were looked
// up in its lines by hand.
func TestFollowShandong(t *testing.T) {
	relaxing := func(rules ...linkage.Rule) linkage.Options {
		o := linkage.Defaults()
		o.Relax = rules
		return o
	}
	none := relaxing()
	star := academicians()
	at := func(place int, ids ...string) linkage.Allowed {
		return linkage.Allowed{Entities: map[int][]string{place: ids}}
	}
	const served = "(:企业)-[:属于产业]->(:产业)<-[:服务产业]-(:学会)"
	huitong := "enterprise-huitong-renhe industry-biomedicine society-sd-pharma-biotech"
	for _, c := range []struct {
		name, pattern string
		from          []string
		allowed       linkage.Allowed
		options       linkage.Options
		want          []string
	}{
		{"no enterprise by industry, society and academician", model, nil, at(3, star...), none, nil},
		{"not even without rules", model, nil, at(3, star...), relaxing(linkage.Hubs, linkage.Collective, linkage.Scope, linkage.Settled), nil},
		{"introduced", "(:企业)<-[:引进到]-(:专家 {院士: 是})", nil, at(1, star...), none, []string{"enterprise-heze-talent expert-chen-feiyong"}},
		{"at one event", "(:Enterprise)-[:PARTICIPATED_IN]->(:Event)<-[:PARTICIPATED_IN]-(:Expert {academician: true})", nil, at(2, star...), none,
			[]string{"enterprise-taian-matchmaking event-academician-matchmaking expert-kczg-academicians"}},
		{"societies that serve the industry", served, nil, linkage.Allowed{}, none, []string{
			"enterprise-juye-textile industry-textile-apparel society-sd-textile",
			"enterprise-jining-leading industry-apparel society-sd-textile",
			"enterprise-jining-leading industry-coal-salt-chem society-sd-chem",
			"enterprise-jining-leading industry-equipment society-sd-mechanical",
			"enterprise-sinoma-st industry-composites society-composites",
			huitong,
		}},
		{"elsewhere too", served, []string{"enterprise-kangli", "enterprise-libo", "enterprise-shizhong-hightech"}, linkage.Allowed{}, relaxing(linkage.Scope), []string{
			"enterprise-shizhong-hightech industry-biomedicine society-sd-pharma-biotech",
			"enterprise-libo industry-equipment society-sd-mechanical",
			"enterprise-kangli industry-biomedicine society-sd-pharma-biotech",
		}},
		{"a member of a group, kept out", served + "-[:PART_OF]->(:Society)-[:SAME_AS]-(:Society)-[]-(:Expert {academician: true})", nil, at(5, star...), none, nil},
		{"a member of a group", served + "-[]-{2}(:Society)-[]-(:Expert {academician: true})", nil, at(4, star...), relaxing(linkage.Collective), []string{
			"enterprise-jining-leading industry-apparel society-sd-textile society-heze-40 society-heze-talent expert-chen-feiyong",
			"enterprise-juye-textile industry-textile-apparel society-sd-textile society-heze-40 society-heze-talent expert-chen-feiyong",
			huitong + " society-heze-40 society-heze-talent expert-chen-feiyong",
		}},
		{"counties, context kinds that are named", "(:City {id: \"city-juye\"})-[:LOCATED_IN]->{1,3}(:City)", nil, at(0, "city-juye"), none,
			[]string{"city-juye city-heze", "city-juye city-heze city-shandong"}},
		{"a plan, not to be used", "(:Enterprise)-[:COOPERATES_WITH]-(:Institution)", []string{"enterprise-shizhong-university"}, linkage.Allowed{}, none, nil},
		{"a plan that is named", "(:Enterprise)-[:合作 {阶段: CONTACTED}]-(:Institution)", []string{"enterprise-shizhong-university"}, contacted(), none,
			[]string{"enterprise-shizhong-university institution-nju", "enterprise-shizhong-university institution-tsinghua"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := linkage.Follow(context.Background(), shandongGraph(t), standard(t, c.pattern), c.from, nil, c.allowed, c.options, 1000, "")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range r.Paths {
				got = append(got, strings.Join(p.Entities, " "))
			}
			if !slices.Equal(got, c.want) || !r.Completeness.Exact {
				t.Errorf("%+v\n%s", r.Completeness, strings.Join(got, "\n"))
			}
		})
	}
}

// contacted are the links of the first step that are no more than a contact.
func contacted() linkage.Allowed {
	_, links := shandong()
	var ids []string
	for _, l := range links {
		if l.Text("stage") == "CONTACTED" {
			ids = append(ids, l.ID)
		}
	}
	return linkage.Allowed{Links: map[int][]string{0: ids}}
}

func TestFollowBadInput(t *testing.T) {
	g, firms := shandongGraph(t), []string{"enterprise-libo"}
	for _, c := range []struct {
		argument, pattern string
		from, to          []string
		first             int
		after             string
		change            func(o *linkage.Options)
	}{
		{argument: "first", first: -1},
		{argument: "from", from: []string{}},
		{argument: "from", from: []string{"x"}},
		{argument: "to", from: firms, to: []string{}},
		{argument: "to", from: firms, to: firms},
		{argument: "after", after: "x"},
		{argument: "along", pattern: "(:Enterprise {name: \"x\"})--()"},
		{argument: "along", pattern: "(:City)-[:DESIGNATED {stage: APPLIED}]->()"},
		{argument: "options.maxLength", change: func(o *linkage.Options) { o.MaxLength = 2 }},
		{argument: "options.maxLength", change: func(o *linkage.Options) { o.MaxLength = 50 }},
		{argument: "options.avoid", from: firms, change: func(o *linkage.Options) { o.Avoid = firms }},
		{argument: "options.through", change: func(o *linkage.Options) { o.Through = make([][]string, 5) }},
	} {
		o, text := linkage.Defaults(), strings.TrimSuffix(model, " {academician: true})")+")"
		if c.pattern != "" {
			text = c.pattern
		}
		if c.change != nil {
			c.change(&o)
		}
		_, err := linkage.Follow(context.Background(), g, standard(t, text), c.from, c.to, linkage.Allowed{}, o, c.first, c.after)
		if e, _ := errors.AsType[*jinqiao.Error](err); e == nil || e.Argument != c.argument {
			t.Errorf("%+v: got %v", c, err)
		}
	}
}

// TestFollowStops asks for more than a budget and a deadline allow.
func TestFollowStops(t *testing.T) {
	p, err := linkage.ParsePattern(ontology(), "(:Firm)-[:NEAR]-{1,6}(:Firm)-[:NEAR|TWIN]-{1,6}(:Firm)")
	if err != nil {
		t.Fatal(err)
	}
	g := tangle()
	for _, c := range []struct {
		budget   int
		from, to []string
		reason   string
	}{
		{20_000, nil, nil, linkage.ReasonBudget},
		{20_000, []string{"f000"}, nil, linkage.ReasonBudget},
		{20_000, nil, []string{"f399"}, ""}, // it is apart
		{1 << 40, []string{"f000"}, []string{"f001"}, linkage.ReasonDeadline},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		if c.reason == linkage.ReasonDeadline {
			ctx, cancel = context.WithTimeout(ctx, 20*time.Millisecond)
		}
		o := linkage.Defaults()
		o.MaxLength, o.Budget, o.Order = 0, c.budget, linkage.Strongest
		r, err := linkage.Follow(ctx, g, p, c.from, c.to, linkage.Allowed{}, o, 1000, "")
		cancel()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.Completeness.Reasons, " "); got != c.reason || r.Completeness.Exact != (c.reason == "") {
			t.Errorf("%v to %v: %+v", c.from, c.to, r.Completeness)
		}
	}
}

// BenchmarkFollow asks for the model pattern from one enterprise on, the first ten.
func BenchmarkFollow(b *testing.B) {
	w := theLarge()
	p := standard(b, model)
	var some []string
	for i, id := range w.byKind["Expert"] {
		if i%50 == 7 {
			some = append(some, id)
		}
	}
	stars := linkage.Allowed{Entities: map[int][]string{3: some}}
	ask := func(b *testing.B, p *linkage.Pattern, allowed linkage.Allowed, all bool) {
		measure(b, func(r *rand.Rand) *linkage.Result {
			from := one(r, w.byKind["Enterprise"])
			if all {
				from = nil
			}
			return must(linkage.Follow(context.Background(), w.graph, p, from, nil, allowed, linkage.Defaults(), 10, ""))
		})
	}
	b.Run("academicians", func(b *testing.B) { ask(b, p, stars, false) })
	b.Run("any experts", func(b *testing.B) {
		ask(b, standard(b, strings.ReplaceAll(model, " {academician: true}", "")), linkage.Allowed{}, false)
	})
	b.Run("any trails", func(b *testing.B) {
		ask(b, standard(b, "(:Enterprise)--(:Industry)--(:Society)--(:Expert)"), linkage.Allowed{}, false)
	})
	b.Run("from all enterprises", func(b *testing.B) { ask(b, p, stars, true) })
}
