# docker build -f deploy/docker/nginx.Dockerfile -t school-support-nginx .
# Debian's nginx, with the pages and what they are built with. It runs as the server's own user, who may connect to the server's sockets.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends nginx libjs-bootstrap5 libjs-chart.js && rm -rf /var/lib/apt/lists/*
RUN rm /etc/nginx/sites-enabled/default \
  && sed -i 's/worker_connections .*/worker_connections 8192;/' /etc/nginx/nginx.conf \
  && ln -s ../school-support/school-support.conf /etc/nginx/conf.d/ \
  && ln -sf /dev/stdout /var/log/nginx/school-support.log \
  && ln -sf /dev/stdout /var/log/nginx/access.log \
  && ln -sf /dev/stderr /var/log/nginx/error.log
COPY deploy/nginx /etc/nginx/school-support
COPY web /usr/share/school-support/web
USER 10001:10001
EXPOSE 443
CMD ["nginx", "-g", "daemon off;"]
