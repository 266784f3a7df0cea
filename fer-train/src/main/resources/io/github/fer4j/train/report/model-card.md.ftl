<#function isShare key><#return ["accuracy", "balanced_accuracy", "top_2_accuracy"]?seq_contains(key)></#function>
<#function bare key value><#return isShare(key)?then((value * 100)?string("0.0"), value?string("0.000"))></#function>
<#function estimate key e>
<#if !e.value??><#return "–"></#if>
<#local text = isShare(key)?then((e.value * 100)?string("0.0") + "\x00A0%", e.value?string("0.000"))>
<#if e.low??><#local text = text + " (" + bare(key, e.low) + " to " + bare(key, e.high) + ")"></#if>
<#return text>
</#function>
---
license: ${card.licence_id}
library_name: onnx
pipeline_tag: image-classification
tags:
  - facial-expression-recognition
  - fer2013
  - onnx
model-index:
  - name: ${card.name}
    results:
      - task:
          type: image-classification
        dataset:
          type: fer2013
          name: FER2013, five classes (${card.measured_on})
        metrics:
<#list metrics as m><#if card.metrics[m.key].value??>
          - type: ${m.key}
            value: ${card.metrics[m.key].value?string("0.0000")}
</#if></#list>
---

# Model Card for ${card.name}

## Model Details

### Model Description

${card.description}

- **Input:** `pixels`, float32 [N, 1, 48, 48], 0 (black) to 255 (white)
- **Output:** `probabilities`, float32 [N, 5], in the order Angry, Fear, Happy, Neutral, Sad
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

## How to Get Started with the Model

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

## Evaluation

### Testing Data

${card.measured_on}. Intervals are 95 % bootstrap intervals.

### Results

| Figure | Five classes | Two states, by the top class |
|---|---|---|
<#list metrics as m>
| ${m.title} | ${estimate(m.key, card.metrics[m.key])} | ${estimate(m.key, card.state_metrics[m.key])} |
</#list>
