package dev.sheaf.bench.run;

/** What a contender reads, and so whom it is compared with. */
enum Format {
  CSV,
  NDJSON
}
