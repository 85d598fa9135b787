package dev.sheaf.local.session;

import static java.util.Objects.requireNonNull;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.dispatch.Conditions;
import dev.sheaf.local.provision.Deployment;
import dev.sheaf.local.provision.Endpoints;
import dev.sheaf.local.provision.Provisioner;
import dev.sheaf.local.store.Holder;
import dev.sheaf.local.store.StoreAccess;
import dev.sheaf.local.store.StoreLock;
import dev.sheaf.local.template.Stack;
import dev.sheaf.local.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store in use: held by this process, which runs its endpoints; or attached to, over the endpoints
 * of the process that holds it.
 */
public final class StoreSession implements AutoCloseable {
  private static final Duration STARTING_PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final URI NOT_SERVED = URI.create("http://127.0.0.1:1");

  private final Map<String, String> variables;
  private final Template template;
  private final Catalog catalog;
  private final @Nullable Held held;
  private final @Nullable Holder holder;

  /** What only the process has that holds the store. */
  private record Held(StoreLock lock, EmbeddedServices services, @Nullable Deployment deployment) {}

  private StoreSession(
      Map<String, String> variables,
      Template template,
      @Nullable Held held,
      @Nullable Holder holder) {
    this.variables = variables;
    this.template = template;
    this.catalog = new Catalog(variables, Resources.of(template));
    this.held = held;
    this.holder = holder;
  }

  /**
   * Opens a store, or attaches to the process that has it.
   *
   * @throws SessionException if it cannot be used as asked
   * @throws dev.sheaf.local.store.StoreException if it is no store, or one of another version
   * @throws dev.sheaf.local.endpoints.EndpointException if an endpoint does not start
   */
  public static StoreSession open(SessionRequest request) {
    if (request.access() == SessionRequest.Access.READ && isEmpty(request.folder())) {
      throw SessionException.noStore(request.folder());
    }
    Template template = Template.bundled(Stack.local(request.parameters()));
    long deadline = System.nanoTime() + request.patience().toNanos();
    while (true) {
      StoreAccess access =
          StoreLock.open(request.folder(), STARTING_PATIENCE, InstantSource.system());
      if (access instanceof StoreAccess.Held ours) {
        return hold(request, template, ours.lock());
      }
      Holder holder = ((StoreAccess.HeldBy) access).holder();
      if (canAttach(request, holder)) {
        return attach(request, template, holder);
      }
      if (System.nanoTime() > deadline) {
        throw SessionException.held(request.folder(), holder);
      }
      pause();
    }
  }

  public Catalog catalog() {
    return catalog;
  }

  /** The standard variables that lead any SDK to the endpoints. */
  public Map<String, String> variables() {
    return variables;
  }

  /** The process whose endpoints are used; empty where they are our own. */
  public Optional<Holder> attachedTo() {
    return Optional.ofNullable(holder);
  }

  /**
   * Whoever takes up what is uploaded: this process, which begins to run the functions, or the one
   * that it is attached to.
   *
   * @param events is told what goes wrong
   * @param conditions under which the functions work
   * @throws SessionException if another process runs them, under conditions of its own
   */
  public Pickup pickup(PipelineEvents events, Conditions conditions) {
    if (holder == null) {
      return pipeline(events, conditions);
    }
    if (conditions != Conditions.FAIR) {
      throw SessionException.heldForConditions(holder);
    }
    return new HolderPickup(holder);
  }

  /**
   * Takes up whatever arrives in the landing bucket, until it is closed.
   *
   * @param arrivals is told the objects that arrived
   */
  public Serving serve(PipelineEvents events, Consumer<List<ObjectVersion>> arrivals) {
    Serving serving = Serving.start(pipeline(events, Conditions.FAIR), catalog, events, arrivals);
    held()
        .services()
        .onObjectWritten(
            bucket -> {
              if (bucket.equals(catalog.resources().landingBucket())) {
                serving.wakeUp();
              }
            });
    return serving;
  }

  /**
   * The variables of a function, as it is deployed in this store. Not for a session that was opened
   * to read.
   */
  public Map<String, String> environment(String functionId) {
    Deployment deployment =
        holder == null
            ? requireNonNull(held().deployment(), "the session was opened to read")
            : Provisioner.provision(template, endpoints(holder.endpoints()));
    return deployment.environment(functionId);
  }

  private Pipeline pipeline(PipelineEvents events, Conditions conditions) {
    return Pipeline.start(
        requireNonNull(held().deployment(), "the session was opened to read"), events, conditions);
  }

  private Held held() {
    return requireNonNull(held, "another process has the store");
  }

  @Override
  public void close() {
    catalog.close();
    if (held != null) {
      held.services().close();
      held.lock().close();
    }
  }

  private static boolean canAttach(SessionRequest request, Holder holder) {
    boolean serves = holder.command().startsWith(SessionRequest.SERVING);
    return switch (request.access()) {
      case READ, DEFINE -> true;
      case LOAD -> serves;
      case SERVE -> false;
    };
  }

  private static StoreSession attach(SessionRequest request, Template template, Holder holder) {
    if (request.segmentBytes().isPresent()) {
      throw SessionException.heldForSegments(request.folder(), holder);
    }
    for (String service : new String[] {EmbeddedServices.S3, EmbeddedServices.DYNAMODB}) {
      if (!holder.endpoints().containsKey(service)) {
        throw SessionException.heldWithoutService(request.folder(), holder, service);
      }
    }
    return new StoreSession(variables(holder.endpoints()), template, null, holder);
  }

  private static StoreSession hold(SessionRequest request, Template template, StoreLock lock) {
    @Nullable EmbeddedServices services = null;
    try {
      services = EmbeddedServices.start(lock.folder(), request.services(), request.ports());
      Map<String, URI> uris = services.uris();
      @Nullable Deployment deployment =
          request.services() == Services.ALL
              ? Provisioner.provision(template, endpoints(uris))
              : null;
      lock.publish(request.command(), uris);
      return new StoreSession(
          variables(uris), template, new Held(lock, services, deployment), null);
    } catch (RuntimeException | Error e) {
      if (services != null) {
        services.close();
      }
      lock.close();
      throw e;
    }
  }

  private static Endpoints endpoints(Map<String, URI> uris) {
    return Endpoints.local(
        uris.getOrDefault(EmbeddedServices.S3, NOT_SERVED),
        uris.getOrDefault(EmbeddedServices.SQS, NOT_SERVED),
        uris.getOrDefault(EmbeddedServices.DYNAMODB, NOT_SERVED));
  }

  /** Of the services that run. */
  private static Map<String, String> variables(Map<String, URI> uris) {
    Map<String, String> variables = new LinkedHashMap<>(endpoints(uris).variables());
    variables.values().removeIf(NOT_SERVED.toString()::equals);
    return variables;
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return files.findAny().isEmpty();
    } catch (java.nio.file.NotDirectoryException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + folder, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SessionException.interrupted();
    }
  }
}
