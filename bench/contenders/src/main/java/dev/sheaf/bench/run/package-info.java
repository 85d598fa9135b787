/** Runs the contenders in turn, judges their answers and prints the table. */
package dev.sheaf.bench.run;
