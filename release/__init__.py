"""How a release is made and looked at: `make release`, `make release-check`; docs/how-to/release.md says when."""
