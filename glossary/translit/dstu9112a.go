package translit

// dstu9112a is the national standard of 2021 with marks. The standard itself
// is sold and was not seen: the table is from secondary sources, which differ
// on й before а, е and у (without j' the text cannot be decoded).
//
// References:
//   - DSTU 9112:2021 system A; approval:
//     https://zakon.rada.gov.ua/rada/show/v0260774-21; paiv/latynka
//     dstu_2021_diac; paiv/uklatn DSTU_9112_A
var dstu9112a = system{
	id: "dstu9112a",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "ğ"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "je"},
		{"ж", always, "ž"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "ï"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "x"}, {"ц", always, "c"}, {"ч", always, "č"},
		{"ш", always, "š"}, {"щ", always, "ŝ"}, {"ь", always, "j"}, {"ю", always, "ju"},
		{"я", always, "ja"},
		{"й", afterConsonant, "'j"},
		{"й", beforeAEU, "j'"},
		{"ь", beforeAEU, "j'"},
		{"ь", notAfterConsonant, "ĵ"},
	},
	apostrophe: "'",
}
