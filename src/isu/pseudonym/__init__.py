"""What a municipality runs at home before it sends: ids become pseudonyms and identities stay behind. Keeps nothing."""
