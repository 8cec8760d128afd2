"""From a document's text to sentences, trees, mentions and event triggers: what the embedded encoder sees."""
