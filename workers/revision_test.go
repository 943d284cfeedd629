package workers_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// twenty is an article of a headline and twenty paragraphs of two sentences.
func twenty() []string {
	blocks := []string{"# Пором через Дніпро"}
	for n := range 20 {
		blocks = append(blocks, fmt.Sprintf("Речення перше абзацу %d. Речення друге «абзацу» %d.", n+1, n+1))
	}
	return blocks
}

func document(blocks []string) string { return strings.Join(blocks, "\n\n") + "\n" }

// TestRevised edits an article of twenty paragraphs after it went out.
func TestRevised(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edit  func([]string) []string
		want  pipeline.Changes
		tasks int // translations that open
		sent  int // corrections that go out
	}{
		{"a sentence", func(b []string) []string {
			b[7] = strings.Replace(b[7], "перше", "інше", 1)
			return b
		}, pipeline.Changes{Unchanged: 40, Stale: 1}, 1, 1},
		{"a whole paragraph", func(b []string) []string {
			b[7] = "Тут тепер зовсім не те. Усе змінено."
			return b
		}, pipeline.Changes{Unchanged: 39, Stale: 2}, 1, 1},
		{"the headline", func(b []string) []string {
			b[0] = "# Нове"
			return b
		}, pipeline.Changes{Unchanged: 40, Stale: 1}, 1, 1},
		{"white space", func(b []string) []string {
			b[3] = strings.ReplaceAll(b[3], " ", "  ")
			b[4] += "\n"
			return b
		}, pipeline.Changes{Unchanged: 41}, 0, 0},
		{"quotation marks", func(b []string) []string {
			for i := range b {
				b[i] = strings.NewReplacer("«", "“", "»", "”").Replace(b[i])
			}
			return b
		}, pipeline.Changes{Unchanged: 41}, 0, 0},
		{"a paragraph moved", func(b []string) []string {
			moved := b[3]
			return slices.Insert(slices.Delete(b, 3, 4), 15, moved)
		}, pipeline.Changes{Unchanged: 41}, 0, 1},
		{"a paragraph more", func(b []string) []string {
			return slices.Insert(b, 9, "Цього тут ще не було.")
		}, pipeline.Changes{Unchanged: 41, New: 1}, 1, 1},
		{"a paragraph less", func(b []string) []string { return slices.Delete(b, 5, 6) }, pipeline.Changes{Unchanged: 39, Gone: 2}, 0, 1},
		{"two paragraphs joined", func(b []string) []string {
			b[5] += " " + b[6]
			return slices.Delete(b, 6, 7)
		}, pipeline.Changes{Unchanged: 41}, 0, 1},
		{"a paragraph made a heading", func(b []string) []string {
			b[5] = "## Речення перше абзацу 5"
			return b
		}, pipeline.Changes{Unchanged: 39, New: 1, Gone: 2}, 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPaper(t, document(twenty()))
			p.finish()
			if p.State() != pipeline.Published || len(p.told) != 1 {
				t.Fatalf("the story is %s, and %d editions went out", p.State(), len(p.told))
			}
			p.revise(document(tt.edit(twenty())))
			if p.PublishedOf != 1 || p.Revision != 2 {
				t.Errorf("published is revision %d of %d", p.PublishedOf, p.Revision)
			}
			p.settle()
			tt.want.Revision = 2
			if p.Changes != tt.want {
				t.Errorf("changes %+v, want %+v", p.Changes, tt.want)
			}
			approved := 0
			for _, g := range p.Segments {
				if g.State == pipeline.Reviewed {
					approved++
				}
			}
			if open := p.open(pipeline.Translate); len(open) != tt.tasks || approved != tt.want.Unchanged || len(p.open(pipeline.Review)) > 0 {
				t.Errorf("%d translations open, want %d; %d segments stay approved", len(open), tt.tasks, approved)
			}
			if tt.tasks > 0 && (len(p.told) > 1 || p.PublishedOf != 1) {
				t.Error("something went out that nobody reviewed")
			}
			p.finish()
			p.faithful()
			p.stands()
			if len(p.told) != 1+tt.sent || p.State() != pipeline.Published || p.PublishedOf != 2 {
				t.Errorf("%d corrections went out, want %d; the story is %s, published revision %d", len(p.told)-1, tt.sent, p.State(), p.PublishedOf)
			}
			if tt.sent > 0 && p.told[1].Corrects != 1 {
				t.Errorf("edition %d corrects %d", p.told[1].Edition, p.told[1].Corrects)
			}
		})
	}
}

// stands fails when what went out is not the translation of the newest source.
func (p *paper) stands() {
	p.Helper()
	last := p.told[len(p.told)-1].Story.Target
	if len(last.Blocks) != len(p.Source.Blocks) {
		p.Fatalf("%d blocks went out, want %d", len(last.Blocks), len(p.Source.Blocks))
	}
	for i, b := range p.Source.Blocks {
		for _, g := range p.Segments {
			if g.Block == b.ID && !strings.Contains(markup.Plain(last.Blocks[i].Text), english(g.Source)) {
				p.Errorf("%q does not stand in %q\n%s", english(g.Source), last.Blocks[i].Text, p.tale())
			}
		}
	}
}

// TestRevisedBack: a revision by mistake and the old source again leave everything as
// it was.
func TestRevisedBack(t *testing.T) {
	p := newPaper(t, document(twenty()))
	p.finish()
	p.revise(document([]string{"# Не той файл", "Це зовсім інша стаття."}))
	p.settle()
	p.revise(document(twenty()))
	p.settle()
	if p.State() != pipeline.Published || len(p.told) != 1 || len(p.open(pipeline.Translate)) > 0 || p.PublishedOf != 3 {
		t.Errorf("the story is %s, %d editions went out, published revision %d\n%s", p.State(), len(p.told), p.PublishedOf, p.tale())
	}
}

// TestRevisedTwice: before anybody translates, two revisions leave one task with the
// newest text.
func TestRevisedTwice(t *testing.T) {
	p := newPaper(t, document(twenty()[:4]))
	p.settle()
	blocks := twenty()[:4]
	blocks[1] = "Замість першого абзацу."
	p.revise(document(blocks))
	blocks = append(blocks, "Ще один абзац.")
	p.revise(document(blocks))
	p.settle()
	open := p.open(pipeline.Translate)
	if len(p.Tasks) != 1 || len(open) != 1 || len(p.SegmentsOf(open[0])) != len(p.Segments) || open[0].Words != p.WordsOf(open[0].Segments) {
		t.Errorf("%d tasks\n%s", len(p.Tasks), p.tale())
	}
	if n := p.count(pipeline.KindArticleSegmented); n != 2 {
		t.Errorf("it was cut %d times, want twice: once for both revisions", n)
	}
	for _, g := range p.Segments {
		if p.Stale(g) {
			t.Errorf("segment %s is stale, and nothing was translated", g.ID)
		}
	}
}

// TestRevisedClaim: who translates while the source is revised goes on; what they
// wrote for the old text stands beside the new one.
func TestRevisedClaim(t *testing.T) {
	p := newPaper(t, document(twenty()[:3]))
	p.settle()
	task := p.Tasks[0]
	p.claim(task.ID, "olena")
	token, before := p.token(task.ID), p.Story
	changed, kept, late := before.Segments[1], before.Segments[2], before.Segments[3]
	p.save(before, task.ID, "olena", token, changed)
	blocks := twenty()[:3]
	blocks[1] = strings.Replace(blocks[1], "перше", "інше", 1)
	blocks[2] = strings.Replace(blocks[2], "перше", "інше", 1)
	p.revise(document(blocks))
	p.settle()
	p.save(p.Story, task.ID, "olena", token, kept)
	fact, err := p.SaveText(task.ID, "olena", token, late.ID, english(late.Source))
	if pipeline.KindOf(err) != pipeline.Conflict || fact == nil {
		t.Fatalf("a late save gives %v, %v", fact, err)
	}
	p.must(task.ID, "olena", fact)
	if fact, err := p.SaveText(task.ID, "olena", token, late.ID, english(late.Source)); fact != nil || err != nil {
		t.Errorf("the same again gives %v, %v", fact, err)
	}
	now, _ := p.Task(task.ID)
	if !now.HeldBy("olena") || now.Claim.Token != token || len(p.SegmentsOf(now)) != 5 {
		t.Errorf("the task is %s by %s with %d segments", now.State, now.Claim.Holder, len(p.SegmentsOf(now)))
	}
	for n, old := range map[int]pipeline.Segment{1: changed, 3: late} {
		g := p.Segments[n]
		if was, ok := p.Previous(g); g.Target != "" || !ok || was.Source != old.Source || was.Target != english(old.Source) || !p.Stale(g) {
			t.Errorf("segment %s has %q, and before that %q", g.ID, g.Target, was.Target)
		}
	}
	if g := p.Segments[2]; g.ID != kept.ID || g.Target != english(kept.Source) {
		t.Errorf("segment %s has %q", g.ID, g.Target)
	}
	if _, err := p.SaveText(task.ID, "petro", 0, late.ID, "petro's"); pipeline.KindOf(err) != pipeline.Conflict {
		t.Errorf("a save without the claim gives %v", err)
	}
	p.finish()
	p.faithful()
	p.stands()
}

// TestRevisedReview: the review goes on with what did not change, and what did is
// reviewed on its own; a translation of which nothing is left falls away.
func TestRevisedReview(t *testing.T) {
	p := newPaper(t, document(twenty()[:3]))
	p.settle()
	p.claim(p.Tasks[0].ID, "olena")
	p.end(p.Tasks[0], "olena")
	p.settle()
	review := p.open(pipeline.Review)[0]
	p.claim(review.ID, "ruth")
	blocks := twenty()[:3]
	blocks[2] = strings.Replace(blocks[2], "перше", "інше", 1)
	p.revise(document(blocks))
	p.settle()
	if now, _ := p.Task(review.ID); len(now.Segments) != 4 || !now.HeldBy("ruth") || len(p.open(pipeline.Translate)) != 1 {
		t.Errorf("the review has %d segments", len(now.Segments))
	}
	p.end(review, "ruth")
	p.settle()
	if p.Assembled {
		t.Error("it is assembled with a stale segment")
	}
	p.revise(document(blocks[:2])) // the stale one is gone
	p.finish()
	if open := len(p.open(pipeline.Translate)); open > 0 || p.State() != pipeline.Published || len(p.told) != 1 {
		t.Errorf("%d translations are open, the story is %s\n%s", open, p.State(), p.tale())
	}
	fallen, _ := p.Task(p.Tasks[2].ID)
	if _, err := p.Held(fallen.ID, "olena"); fallen.State != pipeline.TaskDone || err == nil || !strings.Contains(err.Error(), "fell away") {
		t.Errorf("task %+v: %v", fallen, err)
	}
}

// TestRevisedAsCompleted: a translation may be completed by a node that has not heard
// of the revision. What is new in it is offered again.
func TestRevisedAsCompleted(t *testing.T) {
	p := newPaper(t, document(twenty()[:3]))
	p.settle()
	task := p.Tasks[0]
	p.claim(task.ID, "olena")
	for _, g := range p.Segments {
		p.save(p.Story, task.ID, "olena", p.token(task.ID), g)
	}
	seen := p.Story
	blocks := twenty()[:3]
	blocks[2] = strings.Replace(blocks[2], "перше", "інше", 1)
	p.revise(document(blocks))
	p.settle()
	fact, err := seen.CompleteTask(task.ID, "olena")
	if err != nil || !p.act(seen, task.ID, "olena", fact) {
		t.Fatal(err)
	}
	p.settle()
	open := p.open(pipeline.Translate)
	if len(open) != 1 || open[0].ID == task.ID || len(open[0].Segments) != 1 || len(p.open(pipeline.Review)) > 0 {
		t.Fatalf("%d translations are open\n%s", len(open), p.tale())
	}
	p.finish()
	p.stands()
}

// TestRevisedAway: when the last of several translations falls away, the review of the
// others opens.
func TestRevisedAway(t *testing.T) {
	p := newPaper(t, document(twenty()))
	p.settle()
	last := p.Tasks[len(p.Tasks)-2] // headline and the like are one of their own, or go with it
	rest := p.SegmentsOf(last)
	for _, task := range p.Tasks {
		if task.ID != last.ID {
			p.claim(task.ID, "olena")
			p.end(task, "olena")
		}
	}
	gone := map[string]bool{}
	for _, g := range rest {
		b, _ := p.Source.Block(g.Block)
		gone[b.Text] = true
	}
	p.revise(document(slices.DeleteFunc(twenty(), func(b string) bool { return gone[b] })))
	p.settle()
	if reviews := p.open(pipeline.Review); len(reviews) != 1 || len(p.open(pipeline.Translate)) > 0 || len(reviews[0].Segments) != len(p.Segments) {
		t.Errorf("%d reviews are open\n%s", len(reviews), p.tale())
	}
	p.finish()
	p.stands()
}

// TestRevisedMeanwhile: the edition that was published when the source was revised
// goes out, and the story says that it is out of date, whatever was told when.
func TestRevisedMeanwhile(t *testing.T) {
	p := newPaper(t, document(twenty()))
	for p.Published == 0 {
		p.finishOne()
	}
	blocks := twenty()
	blocks[1] = "Замість першого абзацу."
	p.revise(document(blocks))
	p.settle()
	if len(p.told) != 1 || len(p.Deliveries) != 1 || p.PublishedOf != 1 || p.Revision != 2 {
		t.Errorf("%d editions went out, of revision %d", len(p.told), p.PublishedOf)
	}
	if got := p.told[0].Story.Source.Blocks[1].Text; strings.Contains(got, "Замість") {
		t.Errorf("the first edition is laid out by the source of the second: %q", got)
	}
	p.finish()
	if len(p.told) != 2 || p.PublishedOf != 2 {
		t.Errorf("%d editions went out, the last of revision %d", len(p.told), p.PublishedOf)
	}
}

// finishOne does the next thing that there is to do.
func (p *paper) finishOne() {
	for i := range p.staff {
		if len(p.todo[i]) > 0 {
			p.work(i)
			return
		}
	}
	i := slices.IndexFunc(p.Tasks, func(t pipeline.Task) bool { return t.State != pipeline.TaskDone })
	t := p.Tasks[i]
	who := map[pipeline.TaskKind]pipeline.UserID{pipeline.Translate: "olena", pipeline.Review: "ruth"}[t.Kind]
	p.claim(t.ID, who)
	p.end(t, who)
}

// TestRevisedBeforePublished: a source that is revised before its edition was published takes
// it back.
func TestRevisedBeforePublished(t *testing.T) {
	p := newPaper(t, document(twenty()))
	for !p.Assembled {
		p.finishOne()
	}
	p.revise(document(append(twenty(), "Ще один абзац.")))
	p.settle()
	if len(p.told) > 0 || p.Published > 0 {
		t.Error("an edition went out that was out of date")
	}
	p.finish()
	p.stands()
	if len(p.told) != 1 || p.told[0].Corrects != 0 {
		t.Errorf("%d editions went out", len(p.told))
	}
}

// TestRevisedAnywhere: whatever happens in whatever order, with people and staff who
// saw the story some time ago, no translation ever stands at another text than its
// own, nothing is left that nobody is asked to do, and each edition goes out once.
func TestRevisedAnywhere(t *testing.T) {
	for seed := range uint64(300) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // the same each time
			blocks := twenty()[:2+r.IntN(6)]
			p := newPaper(t, document(blocks))
			seen := []pipeline.Story{p.Story}
			for range 120 {
				switch r.IntN(12) {
				case 0:
					if next := edited(r, blocks); p.revise(document(next)) {
						blocks = next
					}
				case 1, 2, 3, 4, 5:
					p.work(r.IntN(len(p.staff)))
				default:
					p.somebody(r, seen[r.IntN(len(seen))])
				}
				p.faithful()
				if r.IntN(3) == 0 {
					seen = append(seen[max(0, len(seen)-3):], p.Story)
				}
			}
			p.finish()
			p.faithful()
			p.stands()
			if p.State() != pipeline.Published || p.PublishedOf != p.Revision || len(p.Loose()) > 0 {
				t.Errorf("the story is %s, published revision %d of %d\n%s", p.State(), p.PublishedOf, p.Revision, p.tale())
			}
			if len(p.Deliveries) != len(p.told) {
				t.Errorf("%d deliveries are told, %d were made", len(p.Deliveries), len(p.told))
			}
		})
	}
}

// somebody does something with a task as they saw it.
func (p *paper) somebody(r *rand.Rand, seen pipeline.Story) {
	if len(seen.Tasks) == 0 {
		return
	}
	t := seen.Tasks[r.IntN(len(seen.Tasks))]
	who := []pipeline.UserID{"olena", "petro"}[r.IntN(2)]
	if t.Kind == pipeline.Review {
		who = "ruth"
	}
	var fact pipeline.Fact
	var err error
	switch r.IntN(8) {
	case 0, 1:
		fact, err = seen.ClaimTask(t.ID, who, 1, seen.MovedAt)
	case 2:
		fact, err = seen.ReleaseTask(t.ID, who)
	case 3:
		if t.Kind == pipeline.Review {
			fact, err = seen.ReturnTask(t.ID, who, "mend it")
		}
	case 4:
		if t.Kind == pipeline.Review {
			fact, err = seen.ApproveTask(t.ID, who)
		} else {
			fact, err = seen.CompleteTask(t.ID, who)
		}
	default:
		for _, g := range seen.SegmentsOf(t) {
			if r.IntN(2) == 0 && p.save(seen, t.ID, who, t.Claim.Token, g) {
				seen = p.asSeen(seen, t.ID)
			}
		}
		return
	}
	if err == nil && fact != nil {
		p.act(seen, t.ID, who, fact)
	}
}

// asSeen returns the story that somebody saw, with their own last act on a task.
func (p *paper) asSeen(seen pipeline.Story, task pipeline.TaskID) pipeline.Story {
	seen.Tasks = slices.Clone(seen.Tasks)
	for i := range seen.Tasks {
		if seen.Tasks[i].ID == task {
			seen.Tasks[i].Head = p.heads[task]
		}
	}
	return seen
}

// edited returns the blocks with one change.
func edited(r *rand.Rand, blocks []string) []string {
	out := slices.Clone(blocks)
	at := 1 + r.IntN(len(out)-1)
	switch r.IntN(8) {
	case 0:
		return slices.Insert(out, at, fmt.Sprintf("Новий абзац %d. Ще речення.", r.IntN(4)))
	case 1:
		if len(out) > 2 {
			return slices.Delete(out, at, at+1)
		}
	case 2:
		out[at], out[1] = out[1], out[at]
	case 3:
		out[at] = strings.ReplaceAll(out[at], " ", "  ")
	case 4:
		out[at] = strings.NewReplacer("«", "“", "»", "”").Replace(out[at])
	case 5:
		out[0] = fmt.Sprintf("# Заголовок %d", r.IntN(3))
	case 6:
		return twenty()[:len(out)]
	default:
		out[at] = strings.Replace(out[at], "Речення", fmt.Sprintf("Слово %d", r.IntN(3)), 1)
	}
	return out
}
