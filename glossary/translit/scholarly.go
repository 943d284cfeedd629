package translit

// scholarly is the international scholarly system of linguists.
//
// References:
//   - translit-ua UkrainianWWS. Variants write ї as ï and х as ch (see
//     din1460), and the apostrophe is often left out
var scholarly = system{
	id: "scholarly",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "je"},
		{"ж", always, "ž"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "ji"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "x"}, {"ц", always, "c"}, {"ч", always, "č"},
		{"ш", always, "š"}, {"щ", always, "šč"}, {"ь", always, "ʹ"}, {"ю", always, "ju"},
		{"я", always, "ja"},
	},
	apostrophe: "ʺ",
	alike:      [2]string{"Йемен", "Ємен"},
}
