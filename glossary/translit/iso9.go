package translit

// iso9 is one letter for one letter, with marks.
//
// References:
//   - ISO 9:1995, which is GOST 7.79-2000 system A; Lingua::Translit 0.29,
//     "ISO 9"; interscript map iso-rus-Cyrl-Latn-9-1995
var iso9 = system{
	id: "iso9_1995",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "g"},
		{"ґ", always, "g\u0300"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ê"},
		{"ж", always, "ž"}, {"з", always, "z"}, {"и", always, "i"}, {"і", always, "ì"},
		{"ї", always, "ï"}, {"й", always, "j"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "h"}, {"ц", always, "c"}, {"ч", always, "č"},
		{"ш", always, "š"}, {"щ", always, "ŝ"}, {"ь", always, "ʹ"}, {"ю", always, "û"},
		{"я", always, "â"},
	},
	apostrophe: "ʼ",
}
