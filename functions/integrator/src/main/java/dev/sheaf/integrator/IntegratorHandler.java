package dev.sheaf.integrator;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sheaf.aws.Assembly;
import dev.sheaf.aws.BatchResponses;
import dev.sheaf.aws.Setting;
import dev.sheaf.core.commit.Committer;
import dev.sheaf.core.commit.Integrator;
import dev.sheaf.core.commit.Operations;
import dev.sheaf.core.commit.Verification;
import dev.sheaf.core.index.IndexWriter;
import dev.sheaf.core.merge.MergeSizes;
import dev.sheaf.core.merge.Merger;
import dev.sheaf.core.run.HintMessage;
import dev.sheaf.core.snapshot.Announcer;
import dev.sheaf.engine.duckdb.DuckDbPartReader;
import dev.sheaf.engine.duckdb.DuckDbPartWriter;
import dev.sheaf.engine.duckdb.EngineLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run may be complete: verifies it, and commits what is. Or somebody asks for an operation: carries
 * it out.
 */
public final class IntegratorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** What this function reads from its environment. */
  public static final Set<Setting> READS =
      Set.of(
          Setting.LAKE_BUCKET,
          Setting.TABLE,
          Setting.SEGMENTS_QUEUE_URL,
          Setting.HINTS_QUEUE_URL,
          Setting.ANNOUNCEMENTS);

  private final Integrator integrator;
  private final Operations operations;

  public IntegratorHandler() {
    this(System.getenv());
  }

  public IntegratorHandler(Map<String, String> environment) {
    Assembly sheaf = new Assembly(environment, READS);
    Path scratch =
        Assembly.scratch(
            Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    Merger merger =
        new Merger(
            sheaf.store(),
            sheaf.settings().lakeBucket(),
            new DuckDbPartWriter(EngineLimits.DEFAULT, scratch),
            new DuckDbPartReader(
                sheaf.store(), sheaf.settings().lakeBucket(), EngineLimits.SORT, scratch),
            MergeSizes.DEFAULT,
            scratch,
            Assembly::uniqueName,
            sheaf.clock());
    Announcer announcer = sheaf.announcer();
    IndexWriter index = new IndexWriter(sheaf.indexTable(), sheaf.snapshotTable());
    Committer committer =
        new Committer(
            sheaf.store(),
            sheaf.settings().lakeBucket(),
            sheaf.snapshotTable(),
            sheaf.runs(),
            sheaf.definitions(),
            merger,
            index,
            sheaf.clock());
    this.integrator =
        new Integrator(
            sheaf.documents(),
            sheaf.runs(),
            new Verification(sheaf.documents(), sheaf.runs(), sheaf.definitions()),
            committer,
            sheaf.dispatch(),
            sheaf.snapshots(),
            announcer);
    this.operations =
        new Operations(
            sheaf.store(),
            sheaf.settings().lakeBucket(),
            sheaf.snapshotTable(),
            sheaf.runs(),
            sheaf.definitions(),
            merger,
            index,
            announcer,
            sheaf.clock());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return BatchResponses.each(
        event,
        context.getLogger(),
        message -> {
          HintMessage hint = HintMessage.parse(message.getBody());
          if (hint.operation() != null) {
            operations.carryOut(hint.operation());
          } else {
            integrator.integrate(hint.dataset(), List.of(requireNonNull(hint.run())));
          }
        });
  }
}
