package vault

import (
	"context"
	"fmt"
)

// Bytes is what the vault takes on the disk.
func (v *Vault) Bytes(ctx context.Context) (uint64, error) {
	status, err := v.store.Status(ctx)
	if err != nil {
		return 0, fmt.Errorf("vault: %w", err)
	}
	return status.Size(), nil
}
