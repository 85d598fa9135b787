package dev.sheaf.bench.run;

import dev.sheaf.bench.contender.Report;

/** One process from start to exit. */
record Measurement(double wallSeconds, Report report) {}
