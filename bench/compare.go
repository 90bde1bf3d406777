package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"
)

// A side is one of the things that are compared. Its op is called by as many
// goroutines as there are workers, each with its number and a count from 0.
type side struct {
	name    string
	workers int // 0 for one
	op      func(worker, i int) error
}

// A sample is what a side came to: medians over rounds.
type sample struct {
	p50, p99 time.Duration
	rate     float64       // operations a second, of all workers
	cpu      time.Duration // of this process for one operation, client included
}

// compare runs the sides in turns, round after round, so that what else happens
// on the machine meets all of them. A first round, which is not counted, warms
// up caches, statements and connections.
func (b *bench) compare(sides ...side) ([]sample, error) {
	taken := make([][]sample, len(sides))
	for round := range b.rounds + 1 {
		for i := range sides {
			length := b.round
			if round == 0 {
				length /= 2
			}
			runtime.GC()
			s, err := sides[i].run(length)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", sides[i].name, err)
			}
			if round > 0 {
				taken[i] = append(taken[i], s)
			}
		}
	}
	var result []sample
	for _, all := range taken {
		result = append(result, sample{
			p50:  median(all, func(s sample) time.Duration { return s.p50 }),
			p99:  median(all, func(s sample) time.Duration { return s.p99 }),
			rate: median(all, func(s sample) float64 { return s.rate }),
			cpu:  median(all, func(s sample) time.Duration { return s.cpu }),
		})
	}
	return result, nil
}

// compareWarm is compare for sides that a server answers which gets faster while
// it runs: Java compiles what is asked often.
func (b *bench) compareWarm(sides ...side) ([]sample, error) {
	for range 2 {
		for _, s := range sides {
			if _, err := s.run(2 * b.round); err != nil {
				return nil, fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return b.compare(sides...)
}

func median[S any, T time.Duration | float64](all []S, of func(S) T) T {
	var values []T
	for _, s := range all {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// run calls the op of a side for a time.
func (s side) run(length time.Duration) (sample, error) {
	workers := max(1, s.workers)
	times := make([][]time.Duration, workers)
	errs := make([]error, workers)
	start, before := time.Now(), cpuTime()
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() { times[w], errs[w] = s.work(w, start.Add(length)) })
	}
	group.Wait()
	took, cpu := time.Since(start), cpuTime()-before
	var all []time.Duration
	for w := range workers {
		if errs[w] != nil {
			return sample{}, errs[w]
		}
		all = append(all, times[w]...)
	}
	slices.Sort(all)
	n := len(all)
	return sample{all[n/2], all[n*99/100], float64(n) / took.Seconds(), cpu / time.Duration(n)}, nil
}

// cpuTime is how long this process has been computing. Unlike the clock it does
// not run while others have the processors.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// work calls the op until the end, at least once, and times each call.
func (s side) work(worker int, end time.Time) ([]time.Duration, error) {
	var times []time.Duration
	last := time.Now()
	for i := 0; i == 0 || last.Before(end); i++ {
		if err := s.op(worker, i); err != nil {
			return nil, err
		}
		now := time.Now()
		times = append(times, now.Sub(last))
		last = now
	}
	return times, nil
}
