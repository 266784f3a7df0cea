<#function isShare key><#return ["accuracy", "balanced_accuracy", "top_2_accuracy"]?seq_contains(key)></#function>
<#function bare key value><#return isShare(key)?then((value * 100)?string("0.0"), value?string("0.000"))></#function>
<#function estimate key e>
<#if !e.value??><#return "–"></#if>
<#local text = isShare(key)?then((e.value * 100)?string("0.0") + "\x00A0%", e.value?string("0.000"))>
<#if e.low??><#local text = text + " (" + bare(key, e.low) + " to " + bare(key, e.high) + ")"></#if>
<#return text>
</#function>
<#function num value=""><#return value?is_number?then(value?string("0.000"), "–")></#function>
<#function count number><#return number?string(",##0")></#function>
---
license: ${card.licence_id}
library_name: onnx
pipeline_tag: image-classification
tags:
  - facial-expression-recognition
  - fer2013
  - onnx
model-index:
  - name: "${card.name?json_string}"
    results:
      - task:
          type: image-classification
          name: Facial expression recognition
        dataset:
          type: fer2013
          name: FER2013, ${class_set} classes
          split: ${card.measured_on}
        metrics:
<#list metrics as m><#if card.metrics[m.key].value??>
          - type: ${m.key}
            name: "${m.title}"
            value: ${card.metrics[m.key].value?string("0.0000")}
</#if></#list>
---

# Model Card for ${card.name}

## Model Details

### Model Description

${card.description}

- **Model type:** convolutional network `${card.name}`<#if card.parameters??>, ${count(card.parameters)} parameters</#if>
- **Format:** ONNX, float32
- **Input:** `pixels`, float32 [N, 1, 48, 48], 0 (black) to 255 (white)
- **Output:** `probabilities`, float32 [N, ${card.output_classes?size}], in the order ${card.output_classes?join(", ")}
- **SHA-256:** `${card.sha256}`
- **License:** ${card.licence}

## Uses

### Direct Use

<#list card.intended_use as sentence>
- ${sentence}
</#list>

### Out-of-Scope Use

<#list card.out_of_scope_use as sentence>
- ${sentence}
</#list>

## Bias, Risks, and Limitations

<#list card.limitations as sentence>
- ${sentence}
</#list>

### Recommendations

<#list card.recommendations as sentence>
- ${sentence}
</#list>

## How to Get Started with the Model

With `model.onnx` and `model-card.json` in the folder `model`:

```java
try (EmotionPredictor predictor = EmotionPredictor.load(Path.of("model"))) {
  predictor.predict(Path.of("photo.jpg")).forEach(System.out::println);
}
```

## Training Details

### Training Data

${card.training_data}

### Training Procedure

${card.training}

#### Preprocessing

Gray, 48x48 pixels; gray values are scaled within the network.

#### Training Hyperparameters

- **Training regime:** <#if card.precision??>precision ${card.precision}<#else>precision not told by the model's card</#if>

<#if card.hyperparameters?has_content>
| Setting | Value |
|---|---|
<#list card.hyperparameters as name, value>
| ${name} | ${value?has_content?then(value, "–")} |
</#list>
</#if>

## Evaluation

### Testing Data, Factors & Metrics

#### Testing Data

${count(card.measured_faces)} faces of FER2013's ${card.measured_on}<#if class_set == "five">, disgust and surprise left out</#if>.

#### Factors

FER2013 tells nothing of the people it shows, so figures are broken down by class alone.

#### Metrics

Accuracy, balanced accuracy, F1, Cohen's kappa, Matthews correlation, log loss, Brier score and top-2 accuracy, with 95 % bootstrap intervals in brackets.

### Results

| Figure | ${class_title} | Two states, by the top class |
|---|---|---|
<#list metrics as m>
| ${m.title} | ${estimate(m.key, card.metrics[m.key])} | ${estimate(m.key, card.state_metrics[m.key])} |
</#list>

| Class | Precision | Recall | F1 | Faces |
|---|---|---|---|---|
<#list card.classes as c>
| ${c.label} | ${num(c.precision!"")} | ${num(c.recall!"")} | ${num(c.f1!"")} | ${count(c.support)} |
</#list>
<#if card.readings?has_content>

| Reading | Against | Where | Faces | Accuracy | Log loss |
|---|---|---|---|---|---|
<#list card.readings as r>
| ${r.reading} | ${(r.truth.name == "crowd")?then("votes of FER+", "labels")} | ${agreements[r.truth.agreement]} | ${count(r.figures.faces)} | ${estimate("accuracy", r.figures.emotions.accuracy)} | ${estimate("log_loss", r.figures.emotions.log_loss)} |
</#list>
</#if>
