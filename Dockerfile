# Untried: written where no container could be built. Two stages: a JDK builds the distribution, a JRE runs it.
#
#   docker build -t fer .
#   docker run --rm -v "$PWD:/work" fer predict photo.jpg
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q -Prelease -DskipTests -Dspotless.check.skip=true package \
    && mkdir /opt/fer \
    && tar xzf fer-dist/target/fer-*.tar.gz -C /opt/fer --strip-components 1

FROM eclipse-temurin:17-jre
# fontconfig: labels are drawn into pictures.
RUN apt-get update && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/fer /opt/fer
# Java takes the names of files in the locale's encoding.
ENV LANG=C.UTF-8
WORKDIR /work
ENTRYPOINT ["/opt/fer/fer"]
