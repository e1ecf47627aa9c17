# Reads wasm-algorithms.txt, then providers/defltprov.c; leaves only the listed entries in its tables.
function is_kept(entry) {
  if (!match(entry, /PROV_NAMES_[A-Za-z0-9_]+/)) return 0
  return (table ":" substr(entry, RSTART + 11, RLENGTH - 11)) in kept
}
FNR == NR { if ($1 !~ /^#/ && NF) kept[$1] = 1; next }
match($0, /deflt_[a-z_]+\[\] = \{/) { table = substr($0, RSTART + 6); sub(/\[.*/, "", table); in_table = 1; print; next }
in_table && /^};/ { in_table = 0 }
in_table && /#include "(encoders|decoders|stores)\.inc"/ { next }
in_table && /^ *(\{ *(PROV_NAMES|")|ALGC?\()/ { entry = ""; in_entry = 1 }
in_entry { entry = entry $0 "\n"; if ($0 ~ /[})],$/) { in_entry = 0; if (is_kept(entry)) printf "%s", entry }; next }
{ print }
