# syntax=docker/dockerfile:1
# One image for workers and tools: `docker run maskstream check`, `... worker`.

FROM python:3.12-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/app \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /src
# Dependencies change rarely: a layer of their own.
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-default-groups --no-install-project
COPY README.md LICENSE ./
COPY pipeline pipeline
COPY recognizers recognizers
COPY models models
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-default-groups --no-editable

FROM python:3.12-slim-bookworm
RUN groupadd --gid 10001 maskstream \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin maskstream \
 && install --directory --owner 10001 --group 10001 --mode 0700 /keys
COPY --from=build /app /app
COPY deploy/healthcheck.py /app/healthcheck.py
ENV PATH=/app/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MASKSTREAM_KEYSET_FILE=/keys/keyset.json \
    MASKSTREAM_METRICS_HOST=0.0.0.0 \
    MASKSTREAM_METRICS_PORT=9100
# Run it with --read-only --cap-drop ALL --security-opt no-new-privileges: a worker
# writes nothing but /keys (a volume), and that only if it has to make the keys. It
# needs no shell, no HOME and no /tmp; /bin/sh may be taken out.
WORKDIR /
USER 10001:10001
VOLUME /keys
EXPOSE 9100
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "/app/healthcheck.py"]
ENTRYPOINT ["maskstream"]
CMD ["worker"]
