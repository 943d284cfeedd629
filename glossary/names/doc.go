// Package names reads the English side of a translation: it knows the names of
// a termbase however they are romanized, and finds the spellings that the
// newsroom does not want.
//
// Key brings spellings of one name under different romanizations together,
// NearMiss tells a slip of the keyboard, and an Index finds, in running English
// text,
//
//   - a near miss of a known name: Derzhspetsviazok for Derzhspetszviazok;
//   - another romanization than the one of the termbase: Yuriy for Yurii;
//   - other capitals: HUAWEI for Huawei;
//   - forbidden spellings: Kiev;
//   - "the Ukraine".
//
// The checks of a translation make findings of their own from these, and the
// search of the web desk uses Key to find entries from the English side.
// Everything is pure: no clock, no network. An Index is immutable and safe for
// use by many goroutines.
package names
