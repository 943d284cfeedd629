// Package pipeline is the story: the domain that everything else works on.
//
// # How a story moves
//
// What happens to a story is a sequence of events, each with one payload, a
// Fact; its state is their Fold. People and workers read the fold, decide, and
// append one event on the condition that nothing moved since.
//
//	event                by            then
//	story.submitted      intake        the article is in the journal, its bytes in the vault
//	article.segmented    segmenter     it has segments
//	segments.annotated   annotator     the names and terms in them are known
//	tasks.opened         router        a translation can be claimed: Prepared
//	task.claimed         a translator  Translating; also task.released, task.expired
//	task.handed_over     the holder    another person has it; task.taken_over and
//	                                   task.assigned are an editor's word,
//	                                   task.restored undoes a release
//	task.divided         an editor     an open translation is several
//	task.escalated       the reaper    nobody took it in time
//	segment.translated   the holder    once a saved segment; too late: segment.suggested
//	task.completed       the holder    the translation is done
//	tasks.opened         reviewer      all is translated, a review can be claimed: InReview
//	segment.reviewed     the reviewer  where the reviewer changed a text
//	task.returned        the reviewer  the translation is open again, with a note
//	task.completed       the reviewer  approved
//	story.assembled      assembler     the English article stands: Ready
//	story.published      publisher     Published
//	delivery.made        publisher     once an outlet
//	entry.parked         any worker    it could not do its work; entry.retried sends it again,
//	                                   entry.dropped lets it be
//
// There are two kinds of aggregates: the story and each of its tasks. A
// condition guards one of them, so a claim races only for its task. The order
// of the journal joins them.
//
// The package imports nothing of the rest of the program.
package pipeline
