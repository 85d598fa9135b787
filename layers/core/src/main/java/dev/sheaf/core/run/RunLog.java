package dev.sheaf.core.run;

/** Takes note of the steps of runs. Nothing depends on it, and it throws nothing. */
@FunctionalInterface
public interface RunLog {
  void note(RunStep step);
}
