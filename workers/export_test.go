package workers

// StartWaiting is Start with waits of the test's own length.
var StartWaiting = start
