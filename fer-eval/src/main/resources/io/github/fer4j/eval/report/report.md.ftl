<#function percent share><#return (share * 100)?string("0.0") + "\x00A0%"></#function>
<#function count number><#return number?string(",##0")></#function>
<#function isShare key><#return ["accuracy", "balanced_accuracy", "top_2_accuracy"]?seq_contains(key)></#function>
<#function bare key value><#return isShare(key)?then((value * 100)?string("0.0"), value?string("0.000"))></#function>
<#function estimate key e>
<#if !e.value??><#return "–"></#if>
<#local text = isShare(key)?then(percent(e.value), e.value?string("0.000"))>
<#if e.low??><#local text = text + " (" + bare(key, e.low) + " to " + bare(key, e.high) + ")"></#if>
<#return text>
</#function>
<#function num value=""><#return value?is_number?then(value?string("0.000"), "–")></#function>
<#macro plot name><#if plots[name]??>

![${plots[name].title}](plots/${name}.${plot_extension})
</#if></#macro>
<#assign data = report.subject.data, model = report.subject.model, env = report.subject.environment>
# ${model.name} on ${data.split}

Of ${count(report.figures.faces)} faces, ${percent(report.figures.emotions.accuracy.value)} are called by their true class out of ${report.class_set} and ${percent(report.figures.states_by_top_class.accuracy.value)} by their true state. <#if model.chosen_on??>The epoch was chosen on ${model.chosen_on}.<#else>The network learnt from PublicTest too; no split chose the epoch, and the last was kept.</#if> Intervals are 95 % intervals from ${count(report.bootstrap.samples)} bootstrap resamples.
<#list report.cautions as sentence>

> ${sentence}
</#list>

## Figures

| Figure | ${report.class_title} | States, top class | States, summed |
|---|---|---|---|
<#list metrics as m>
| ${m.title} | ${estimate(m.key, report.figures.emotions[m.key])} | ${estimate(m.key, report.figures.states_by_top_class[m.key])} | ${estimate(m.key, report.figures.states_by_sum[m.key])} |
</#list>

Always saying ${report.baselines.majority_class} would reach ${percent(report.baselines.majority_accuracy)}; always saying ${report.baselines.majority_state}, ${percent(report.baselines.majority_state_accuracy)} of the states. People: ${percent(report.baselines.human.accuracy)} ± ${(report.baselines.human.margin * 100)?string("0")}. ${report.baselines.human.note}
<@plot "accuracy"/>

| ${report.class_title} | Faces | Accuracy | Macro F1 | Log loss |
|---|---|---|---|---|
| As it is | ${count(report.figures.faces)} | ${estimate("accuracy", report.figures.emotions.accuracy)} | ${estimate("macro_f1", report.figures.emotions.macro_f1)} | ${estimate("log_loss", report.figures.emotions.log_loss)} |
<#list [["With test-time augmentation", report.augmented], ["Without leaked images", report.without_leaked]] as row>
<#if row[1].content??>
| ${row[0]} | ${count(row[1].content.faces)} | ${estimate("accuracy", row[1].content.emotions.accuracy)} | ${estimate("macro_f1", row[1].content.emotions.macro_f1)} | ${estimate("log_loss", row[1].content.emotions.log_loss)} |
<#else>
| ${row[0]} | – | ${row[1].absent} | – | – |
</#if>
</#list>
<#if report.without_leaked.content??>

Leaked are the ${count(report.figures.faces - report.without_leaked.content.faces)} evaluated faces whose picture is among this file's Training<#if !model.chosen_on??> or PublicTest</#if> rows too. ${report.leak_note}
</#if>

<#if report.readings.content??>

## Readings: labels, and what people see

| Reading | Against | Where | Faces | Accuracy | Macro F1 | Log loss | Two states |
|---|---|---|---|---|---|---|---|
<#list report.readings.content.rows as r>
| ${r.reading} | ${(r.truth.name == "crowd")?then("votes", "labels")} | ${agreements[r.truth.agreement]} | ${count(r.figures.faces)} | ${estimate("accuracy", r.figures.emotions.accuracy)} | ${estimate("macro_f1", r.figures.emotions.macro_f1)} | ${estimate("log_loss", r.figures.emotions.log_loss)} | ${estimate("accuracy", r.figures.states_by_top_class.accuracy)} |
</#list>
<@plot "readings"/>
</#if>

## What was evaluated

- Split: ${data.split}, ${count(data.faces)} faces of ${count(data.rows)} rows; dropped: <#list data.dropped as label, rows>${count(rows)} ${label}<#sep>, </#sep><#else>none</#list>
- Labels: <#list data.merge_map as label, class>${label} → ${class!"dropped"}<#sep>; </#sep></#list>
- Data: ${data.file}, SHA-256 `${data.sha256}`
- Model: ${model.name}, preset ${model.preset}, SHA-256 `${model.sha256}`
- Learnt from ${count(model.split_sizes["Training"]!0)} faces of Training<#if !model.chosen_on??> and ${count(model.split_sizes["PublicTest"]!0)} of PublicTest</#if>, in ${data.trained_on_this_file?then("this file", "another file")}, SHA-256 `${model.data_sha256}`
- Checkpoint: epoch ${model.epoch}, <#if model.chosen_on??>chosen on ${count(model.split_sizes[model.chosen_on]!0)} faces of ${model.chosen_on}<#else>the last; no split chose it</#if>
- Trained by ${model.engine}<#list model.versions as name, version>; ${name} ${version}</#list>
- Precision: <#if model.precision??>trained with precision ${model.precision}; </#if>evaluated in float32<#if model.temperature?? && model.temperature != 1>; the file divides its logits by ${model.temperature?string("0.00")}<#if model.chosen_on??>, which ${model.chosen_on} chose</#if></#if>
- Machine: ${env.processor}, ${env.cores} cores, ${env.system}, Java ${env.java}
- Versions: <#list env.versions as name, version>${name} ${version}<#sep>, </#sep></#list>
- Seeds: <#list env.seeds as name, seed>${name} ${seed?c}<#sep>, </#sep></#list>
- Command: `${env.command_line}`

## By class

| Class | Precision | Recall | F1 | Support | ROC area | Average precision |
|---|---|---|---|---|---|---|
<#list report.emotions.classes as c>
| ${c.metrics.label} | ${num(c.metrics.precision!"")} | ${num(c.metrics.recall!"")} | ${num(c.metrics.f1!"")} | ${count(c.metrics.support)} | ${num((c.roc.area)!"")} | ${num((c.precision_recall.average_precision)!"")} |
</#list>

Truth in the rows:

| | <#list report.emotions.classes as c>${c.metrics.label} | </#list>
|---|<#list report.emotions.classes as c>---|</#list>
<#list report.emotions.confusion as row>
| ${report.emotions.classes[row?index].metrics.label} | <#list row as cell>${count(cell)} | </#list>
</#list>
<@plot "confusion-by-row"/><@plot "roc"/><@plot "precision-recall"/>

## Calibration

ECE ${percent(report.calibration.reliability.expected_error)}, MCE ${percent(report.calibration.reliability.maximum_error)}.
<#if report.calibration.scaled.content??><#assign s = report.calibration.scaled.content>At temperature ${s.temperature?string("0.00")}, fitted on PublicTest: ECE ${percent(s.reliability.expected_error)}, MCE ${percent(s.reliability.maximum_error)}, log loss ${s.log_loss_before?string("0.000")} → ${s.log_loss_after?string("0.000")}. ${s.measured_on}<#else>${report.calibration.scaled.absent}</#if>
<@plot "reliability"/><@plot "reliability-scaled"/>

## Decisions

| Faces that remain | Accuracy |
|---|---|
<#list report.decisions.coverage_table as point>
| ${percent(point.coverage)} | ${percent(point.accuracy)} |
</#list>
<@plot "coverage"/><@plot "threshold"/>

<#if report.decisions.threshold.content??><#assign t = report.decisions.threshold.content>NOT Okay from a summed probability of ${t.there.threshold?string("0.00")} on (best F1 on ${t.chosen_on}): precision ${num(t.here.precision!"")}, recall ${num(t.here.recall!"")}, F1 ${num(t.here.f1!"")}, accuracy ${percent(t.here.accuracy)} on ${data.split}.<#else>${report.decisions.threshold.absent}</#if>

The state by top class is right for ${percent(report.figures.states_by_top_class.accuracy.value)}, by summed probability for ${percent(report.figures.states_by_sum.accuracy.value)} (McNemar's exact test, ${(report.decisions.rules.mc_nemar.p_value lt 0.0001)?then("p < 0.0001", "p = " + report.decisions.rules.mc_nemar.p_value?string("0.0000"))}).

## Training

<#if report.training.content??>${report.training.content.epochs?size} epochs, of which epoch ${report.training.content.chosen_epoch} <#if report.training.content.chosen_on??>was best on ${report.training.content.chosen_on}<#else>was kept as the last</#if>.
<@plot "training-accuracy"/><@plot "training-loss"/><@plot "learning-rate"/><#else>${report.training.absent}</#if>

## Where it fails

| Truth | Predicted | Faces | Of the class |
|---|---|---|---|
<#list report.failures.pairs as pair>
| ${pair.truth} | ${pair.decision} | ${count(pair.count)} | ${percent(pair.share)} |
</#list>

## Robustness

<#if report.robustness.content??><#assign r = report.robustness.content>${count(r.faces)} faces; untouched, ${percent(r.untouched.value)} are right.

| Made worse by | Step 1 | Step 2 | Step 3 | Step 4 |
|---|---|---|---|---|
<#list r.corruptions as c>
| ${c.name} (${c.unit}) | <#list c.steps as s>${percent(s.accuracy.value)} at ${s.strength?string("0.##")} | </#list>
</#list>
<@plot "robustness"/><#else>${report.robustness.absent}</#if>

## Speed

<#if report.speed.content??><#assign s = report.speed.content><#if s.parameters??>${count(s.parameters)} parameters, </#if><#if s.multiply_adds??>${(s.multiply_adds / 1000000)?string("0.0")} million multiply-adds a face; </#if>one face ${s.median_millis?string("0.00")} ms at the median, ${s.p95_millis?string("0.00")} ms for 95 % of the calls (${s.threads} threads); in batches ${count(s.faces_per_second)} faces a second.<#else>${report.speed.absent}</#if>

## What was not measured

<#list report.not_measured as sentence>
- ${sentence}
</#list>
