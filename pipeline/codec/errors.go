package codec

import "github.com/tovmach/tovmach/pipeline"

func tooLarge(size int) error {
	return pipeline.Errorf(pipeline.Invalid, "The file has %d bytes; %d MB is the most.", size, MaxFile>>20).
		WithHint("Leave out pictures that stand inside the file, or split it into several stories.")
}

func tooLong(size int) error {
	return pipeline.Errorf(pipeline.Invalid, "The text has %d bytes; %d is the most for one article.", size, MaxText).
		WithHint("Split it into several stories.")
}

func tooManyBlocks(count int) error {
	return pipeline.Errorf(pipeline.Invalid, "The article has %d paragraphs and other parts; %d is the most.", count, MaxBlocks).
		WithHint("Split it into several stories.")
}

func tooDeep() error {
	return pipeline.Errorf(pipeline.Invalid, "Quotes, lists or elements stand more than %d deep inside one another.", maxDepth).
		WithHint("Save the text again from the program it was written in.")
}

func tooTangled() error {
	return pipeline.Errorf(pipeline.Invalid, "The Markdown has thousands of links that are never closed, or addresses that are never used.").
		WithHint("Check that the right file was chosen, or send it as plain text.")
}

func empty() error {
	return pipeline.Errorf(pipeline.Invalid, "The file is empty.").
		WithHint("Check that the right file was chosen and that it was saved.")
}

func tooManyElements() error {
	return pipeline.Errorf(pipeline.Invalid, "The page has more than %d elements.", maxNodes).
		WithHint("Save the text of the article alone.")
}

func noWords() error {
	return pipeline.Errorf(pipeline.Invalid, "The file has no text to translate.").
		WithHint("Pictures, code and embeds alone make no article; check that the right file was chosen.")
}

func notText(what string, offset int) error {
	return pipeline.Errorf(pipeline.Invalid, "The file is not text: %s at byte %d.", what, offset).
		WithHint("Send a document (.docx, .odt), Markdown, HTML or plain text.")
}

func notUTF8(offset int) error {
	return pipeline.Errorf(pipeline.Invalid, "The file is not UTF-8: byte %d fits no letter.", offset).
		WithHint("Its letters do not tell which other encoding it has. Save it again with the encoding UTF-8.")
}

func notClean(bad, size int) error {
	return pipeline.Errorf(pipeline.Invalid, "The file is damaged: %d of its %d bytes fit no letter.", bad, size).
		WithHint("At most one in a thousand may. Save it again with the encoding UTF-8, or ask for it once more.")
}

func lostBefore(lost int) error {
	return pipeline.Errorf(pipeline.Invalid, "The text has lost letters: %d question marks or U+FFFD stand in their place.", lost).
		WithHint("Save it with the encoding UTF-8 in the program it was written in, or ask for it once more.")
}

func unknownCharset(name string) error {
	return pipeline.Errorf(pipeline.Invalid, "The file is called %s, which cannot be read here.", name).
		WithHint("Save it again with the encoding UTF-8.")
}
