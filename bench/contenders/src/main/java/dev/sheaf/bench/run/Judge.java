package dev.sheaf.bench.run;

import dev.sheaf.bench.contender.Answer;
import dev.sheaf.bench.orders.Truth;
import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;

/** Holds answers against the truth. */
final class Judge {
  /** For those who compute in binary floating point. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.0000005");

  private final Truth truth;

  Judge(Truth truth) {
    this.truth = truth;
  }

  /** {@code yes}, or what is wrong and by how much. */
  String judge(Answer answer) {
    StringJoiner wrong = new StringJoiner(", ");
    long rows = answer.rows() - (truth.records() - truth.bad());
    if (rows != 0) {
      wrong.add("rows %+d".formatted(rows));
    }
    long rejects = answer.rejects() - truth.bad();
    if (rejects != 0) {
      wrong.add("rejects %+d".formatted(rejects));
    }
    long means =
        truth.means().keySet().stream().filter(key -> differs(key, answer.means())).count();
    if (means != 0 || !truth.means().keySet().equals(answer.means().keySet())) {
      wrong.add("means wrong in %d of %d groups".formatted(means, truth.means().size()));
    }
    return wrong.length() == 0 ? "yes" : "**no**: " + wrong;
  }

  /** The scan knows nothing but how many records there are. */
  String judgeFraming(Answer answer) {
    return answer.rows() == truth.records() ? "yes (records)" : "**no**: records";
  }

  private boolean differs(String category, Map<String, BigDecimal> means) {
    BigDecimal mean = means.get(category);
    return mean == null
        || mean.subtract(truth.means().get(category)).abs().compareTo(TOLERANCE) > 0;
  }
}
