package tbx_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/tbx"
)

func ExampleWrite() {
	entries := []glossary.Entry{{
		ID: "kyiv", Kind: glossary.Place,
		Terms: []glossary.Term{
			{Lang: "uk", Text: "Київ", Gender: glossary.Masculine, Forms: []string{"+Києву"}},
			{Lang: "en", Text: "Kiev", Status: glossary.Deprecated, Validity: glossary.Validity{From: "1996"}},
		},
	}}
	if err := tbx.Write(os.Stdout, entries, tbx.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
	//   <tbxHeader>
	//     <fileDesc>
	//       <sourceDesc>
	//         <p>Termbase exported by Tovmach</p>
	//       </sourceDesc>
	//     </fileDesc>
	//   </tbxHeader>
	//   <text>
	//     <body>
	//       <conceptEntry id="kyiv">
	//         <note>kind: place</note>
	//         <langSec xml:lang="uk">
	//           <termSec>
	//             <term>Київ</term>
	//             <termNote type="grammaticalGender">masculine</termNote>
	//             <note>forms: +Києву</note>
	//           </termSec>
	//         </langSec>
	//         <langSec xml:lang="en">
	//           <termSec>
	//             <term>Kiev</term>
	//             <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
	//             <note>valid: 1996/..</note>
	//           </termSec>
	//         </langSec>
	//       </conceptEntry>
	//     </body>
	//   </text>
	// </tbx>
}

func ExampleValidate() {
	const file = `<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>sample</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry><langSec xml:lang="uk"><termSec><term>Київ</term>
<termNote type="partOfSpeech">name</termNote>
</termSec></langSec></conceptEntry></body></text></tbx>`
	for _, p := range tbx.Validate(strings.NewReader(file)) {
		fmt.Println(p)
	}
	// Output:
	// 4: value: partOfSpeech is "name"; it may be adjective, noun, other, verb, adverb
}
