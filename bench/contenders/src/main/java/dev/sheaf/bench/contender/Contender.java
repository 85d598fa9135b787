package dev.sheaf.bench.contender;

import java.nio.file.Path;

/** Reads a file of orders, all columns validated, and takes the mean of the price per category. */
@FunctionalInterface
interface Contender {
  Answer read(Path file) throws Exception;
}
