// Polars: types given, a cell that does not convert becomes null (ignoreErrors), so a row with a null
// in a required column counts as a reject. Prints the report that the harness reads.
import pl from "nodejs-polars";

const schema = {
  order_id: pl.Int64,
  placed_at: pl.String,
  customer_id: pl.Int64,
  category: pl.String,
  quantity: pl.Int64,
  price: pl.Float64,
  shipped_on: pl.String,
  note: pl.String,
};
const required = Object.keys(schema).filter((name) => name !== "note");

const bad = required.map((name) => pl.col(name).isNull()).reduce((left, right) => left.or(right));
const counts = Object.keys(schema).map((name) => pl.col(name).count().alias(`n_${name}`));
const groups = pl
  .scanCSV(process.argv[2], { schema, ignoreErrors: true, truncateRaggedLines: true, quoteChar: '"' })
  .withColumns(
    pl.col("placed_at").str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M:%S"),
    pl.col("shipped_on").str.strptime(pl.Date, "%Y-%m-%d"),
  )
  .withColumn(bad.alias("bad"))
  .groupBy(["category", "bad"])
  .agg(pl.len().alias("records"), pl.col("price").mean().alias("mean"), ...counts)
  .collectSync()
  .toRecords();

const answer = { rows: 0, rejects: 0, means: {}, remark: "" };
for (const group of groups) {
  if (group.bad) {
    answer.rejects += Number(group.records);
  } else {
    answer.rows += Number(group.records);
    answer.means[group.category] = group.mean;
  }
}
const usage = process.resourceUsage();
console.log(
  JSON.stringify({
    answer,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakRssBytes: usage.maxRSS * 1024,
  }),
);
