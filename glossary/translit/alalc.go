package translit

// alalc is the system of American libraries, with ligature ties. Sources
// disagree on the apostrophe; here it is dropped.
//
// References:
//   - ALA-LC Romanization Tables, Ukrainian (1997, 2011); interscript map
//     alalc-ukr-Cyrl-Latn-1997
var alalc = system{
	id: "alalc",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "i\u0361e"},
		{"ж", always, "z\u0361h"}, {"з", always, "z"}, {"и", always, "y"}, {"і", always, "i"},
		{"ї", always, "ï"}, {"й", always, "ĭ"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "t\u0361s"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, "ʹ"}, {"ю", always, "i\u0361u"},
		{"я", always, "i\u0361a"},
	},
	apostrophe: "",
	alike:      [2]string{"кг", "х"},
}
