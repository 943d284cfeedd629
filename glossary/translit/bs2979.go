package translit

// bs2979 is the system of the British Library until 1975. Its signs, macron
// and breve may be left out; here they are written.
//
// References:
//   - BS 2979:1958; translit-ua UkrainianBritish
var bs2979 = system{
	id: "bs2979",
	rows: []row{
		{"а", always, "a"}, {"б", always, "b"}, {"в", always, "v"}, {"г", always, "h"},
		{"ґ", always, "g"}, {"д", always, "d"}, {"е", always, "e"}, {"є", always, "ye"},
		{"ж", always, "zh"}, {"з", always, "z"}, {"и", always, "ȳ"}, {"і", always, "i"},
		{"ї", always, "yi"}, {"й", always, "ĭ"}, {"к", always, "k"}, {"л", always, "l"},
		{"м", always, "m"}, {"н", always, "n"}, {"о", always, "o"}, {"п", always, "p"},
		{"р", always, "r"}, {"с", always, "s"}, {"т", always, "t"}, {"у", always, "u"},
		{"ф", always, "f"}, {"х", always, "kh"}, {"ц", always, "ts"}, {"ч", always, "ch"},
		{"ш", always, "sh"}, {"щ", always, "shch"}, {"ь", always, "ʹ"}, {"ю", always, "yu"},
		{"я", always, "ya"},
		{"тс", sequence, "t-s"},
	},
	apostrophe: "ʺ",
	alike:      [2]string{"кг", "х"},
}
