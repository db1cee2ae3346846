# Two stages: the first installs by hash and builds, the second holds only what runs.
FROM python:3.13.9-slim-trixie AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/exam-tutor \
 && /opt/exam-tutor/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE exam_tutor.py ./
COPY bot bot
COPY storage storage
COPY adapters adapters
COPY content content
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/exam-tutor/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13.9-slim-trixie
RUN useradd --create-home --uid 1000 tutor \
 && mkdir /data \
 && chown tutor:tutor /data
COPY --from=build /opt/exam-tutor /opt/exam-tutor
ENV PATH=/opt/exam-tutor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_DATA_HOME=/data \
    TUTOR_HTTP=0.0.0.0:8080
USER 1000
VOLUME /data
EXPOSE 8080
# Healthy once it can write to the database and its platforms are connected; see docs/operating.md.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['TUTOR_HTTP'].rpartition(':')[2] + '/healthz', timeout=4)"]
ENTRYPOINT ["exam-tutor"]
CMD ["serve"]
