package names_test

import (
	"testing"

	"github.com/tovmach/tovmach/glossary/names"
)

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Yuriy", "Yurii", "Iurii", "Yury", "Jurij"},
		{"Zelenskyy", "Zelenskyi", "Zelensky", "Zelenskiy"},
		{"Shchyhol", "Schyhol", "SHCHYHOL", "Ščyhol"},
		{"Naftogaz", "Naftohaz"},
		{"Zaporizhzhia", "Zaporizhia", "Zaporizhzhya"},
		{"Kharkiv", "Xarkiv"},
		{"Ivano-Frankivsk", "Iwano‑Frankiwsk"},
		{"Slovyansk", "Slov'yansk", "Sloviansk"},
		{"Zghorany", "Zghorani"},
		{"Prešov", "Preshov", "Pres\u030cov"},
		{"Orbán", "Orban"},
		{"", "'’.123"},
	} {
		for _, other := range same[1:] {
			if got, want := names.Key(other), names.Key(same[0]); got != want {
				t.Errorf("Key(%q) = %q, want %q as for %q", other, got, want, same[0])
			}
		}
	}
	for _, apart := range [][2]string{
		{"Kyiv", "Kiev"},
		{"Derzhspetszviazok", "Derzhspetsviazok"},
		{"Horbachov", "Gorbachev"},
		{"Zghorany", "Zhorany"},
		{"Bila Tserkva", "BilaTserkva"},
		{"Lviv", "Lvov"},
	} {
		if key := names.Key(apart[0]); key == names.Key(apart[1]) {
			t.Errorf("%q and %q have one key %q", apart[0], apart[1], key)
		}
	}
}

func TestNearMiss(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Derzhspetsviazok", "Derzhspetszviazok", true},
		{"Volnavakha", "Volnovakha", true},
		{"Hostemel", "Hostomel", true},
		{"Mairupol", "Mariupol", true},
		{"Russia", "Russian", false},
		{"Oleksandr", "Oleksandra", false},
		{"Huawei", "Huawei's", false},
		{"Shahed", "Shaheds", false},
		{"HUAWEI", "Huawei", false},
		{"Naftogaz", "Naftohaz", false}, // one key
		{"Lviv", "Lvov", false},         // too short
		{"Odesa", "Odema", false},
		{"Chernigov", "Chernihiv", false}, // two letters
		{"Kharkiv", "Kharkiv", false},
		{"", "", false},
	}
	for _, tt := range tests {
		if got := names.NearMiss(tt.a, tt.b); got != tt.want {
			t.Errorf("NearMiss(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if got := names.NearMiss(tt.b, tt.a); got != tt.want {
			t.Errorf("NearMiss(%q, %q) = %v, want %v", tt.b, tt.a, got, tt.want)
		}
	}
}

func TestNearKey(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Chernigov", "Chernihiv", true},
		{"Chernihiv", "Chernyhiv", false}, // one key
		{"Kyiv", "Kiev", false},
		{"Nikolai", "Mykola", false},
	} {
		if got := names.NearKey(tt.a, tt.b); got != tt.want {
			t.Errorf("NearKey(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
