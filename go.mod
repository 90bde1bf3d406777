module jinqiao

go 1.26

require (
	github.com/agnivade/levenshtein v1.2.1 // indirect
	github.com/vektah/gqlparser/v2 v2.5.37 // indirect
)
