# linkfinder as a container that works on a folder of yours:
#
#   docker build --tag linkfinder .
#   docker build --tag linkfinder --build-arg CHROMIUM=yes .      # with a browser for pages drawn by JavaScript
#   docker run --rm --volume "$PWD/niches:/srv/linkfinder/niches" --volume linkfinder-data:/srv/linkfinder/data \
#     --volume "$PWD/reports:/srv/linkfinder/reports" linkfinder crawl dental
#
# docs/how-to/run-on-a-server.md says more.

FROM debian:12-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN python3 -m venv /opt/linkfinder \
    && /opt/linkfinder/bin/pip install --no-cache-dir --constraint constraints.txt '.[discovery]'

FROM debian:12-slim
ARG CHROMIUM=no
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 ca-certificates \
    && if [ "$CHROMIUM" = yes ]; then apt-get install --yes --no-install-recommends chromium; fi \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 linkfinder \
    && install --directory --owner linkfinder /srv/linkfinder /srv/linkfinder/niches /srv/linkfinder/data /srv/linkfinder/reports
COPY --from=build /opt/linkfinder /opt/linkfinder
ENV PATH=/opt/linkfinder/bin:$PATH PYTHONUNBUFFERED=1
USER linkfinder
WORKDIR /srv/linkfinder
VOLUME ["/srv/linkfinder/data", "/srv/linkfinder/reports"]
ENTRYPOINT ["linkfinder"]
CMD ["--help"]
