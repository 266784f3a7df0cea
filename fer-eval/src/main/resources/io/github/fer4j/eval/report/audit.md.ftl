<#function count number><#return number?string(",##0")></#function>
# Audit of ${audit.file}

${count(audit.rows)} rows, SHA-256 `${audit.sha256}`.

| Images that stand more than once | Groups | Surplus rows | Across splits | Labels contradict |
|---|---|---|---|---|
| Byte-identical | ${count(audit.identical.groups)} | ${count(audit.identical.surplus)} | ${count(audit.identical.across_splits)} | ${count(audit.identical.conflicting)} |
| Nearly identical, copies included | ${count(audit.nearly_identical.groups)} | ${count(audit.nearly_identical.surplus)} | ${count(audit.nearly_identical.across_splits)} | ${count(audit.nearly_identical.conflicting)} |
| Mirrored, copies included | ${count(audit.mirrored.groups)} | ${count(audit.mirrored.surplus)} | ${count(audit.mirrored.across_splits)} | ${count(audit.mirrored.conflicting)} |

<#list audit.leakage as leak>
- ${leak.split}: ${count(leak.identical)} of ${count(leak.rows)} images are byte for byte in Training too, ${count(leak.identical_or_near)} with nearly identical ones, ${count(leak.all)} (${(leak.share * 100)?string("0.0")} %) with mirrored ones too.
</#list>
- ${count(audit.blank_rows?size)} images are of one colour.

## Class balance

| Label | <#list audit.splits as split>${split.split} | </#list>
|---|<#list audit.splits as split>---|</#list>
<#list audit.splits[0].labels as label, n>
| ${label} | <#list audit.splits as split>${count(split.labels[label])} | </#list>
</#list>

<#list audit.splits as split>
![${split.split}, rows by label](plots/balance-${split.split?lower_case}.${plot_extension})

</#list>
## Light

| Split | Mean | Between images | Within an image |
|---|---|---|---|
<#list audit.splits as split>
| ${split.split} | ${split.brightness.mean?string("0.0")} | ${split.brightness.deviation?string("0.0")} | ${split.brightness.contrast?string("0.0")} |
</#list>

![Brightness of the images](plots/brightness.${plot_extension})
