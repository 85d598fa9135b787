/** Spark as a contender. */
package dev.sheaf.bench.spark;
