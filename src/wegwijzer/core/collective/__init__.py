"""From a confirmed cluster of needs to a project that firms join: asked first, with consent, or honestly ended."""
