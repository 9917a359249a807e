/** What watches, builds, identifies and routes; the columns are those of `facts.ts`. */
export const OPERATIONS = `
grafana/grafana grafana/grafana-oss grafana/grafana-enterprise 3000 ?9094 /etc/grafana GF_SERVER_HTTP_PORT \
 GF_PATHS_CONFIG
prom/prometheus quay.io/prometheus/prometheus 9090 --web.listen-address
prom/alertmanager quay.io/prometheus/alertmanager 9093 9094 --web.listen-address --cluster.listen-address
prom/node-exporter quay.io/prometheus/node-exporter 9100 --web.listen-address
prom/pushgateway quay.io/prometheus/pushgateway 9091 --web.listen-address
prom/blackbox-exporter quay.io/prometheus/blackbox-exporter 9115 --web.listen-address
prom/snmp-exporter quay.io/prometheus/snmp-exporter 9116 --web.listen-address
prom/statsd-exporter quay.io/prometheus/statsd-exporter 9102 9125 --web.listen-address --statsd.listen-tcp \
 --statsd.listen-udp
prom/graphite-exporter quay.io/prometheus/graphite-exporter 9108 9109 --web.listen-address --graphite.listen-address
prom/mysqld-exporter quay.io/prometheus/mysqld-exporter 9104 --web.listen-address
prom/memcached-exporter quay.io/prometheus/memcached-exporter 9150 --web.listen-address
prom/consul-exporter quay.io/prometheus/consul-exporter 9107 --web.listen-address
prom/haproxy-exporter quay.io/prometheus/haproxy-exporter 9101 --web.listen-address
prom/influxdb-exporter quay.io/prometheus/influxdb-exporter 9122 --web.listen-address --udp.bind-address
prometheuscommunity/postgres-exporter quay.io/prometheuscommunity/postgres-exporter 9187 --web.listen-address \
 PG_EXPORTER_WEB_LISTEN_ADDRESS
prometheuscommunity/elasticsearch-exporter quay.io/prometheuscommunity/elasticsearch-exporter 9114 \
 --web.listen-address
prometheuscommunity/json-exporter quay.io/prometheuscommunity/json-exporter 7979 --web.listen-address
prometheuscommunity/smartctl-exporter quay.io/prometheuscommunity/smartctl-exporter 9633 --web.listen-address
prometheuscommunity/pgbouncer-exporter quay.io/prometheuscommunity/pgbouncer-exporter 9127 --web.listen-address
oliver006/redis_exporter quay.io/oliver006/redis_exporter 9121 REDIS_EXPORTER_WEB_LISTEN_ADDRESS --web.listen-address
quay.io/prometheusmsteams/prometheus-msteams 2000 HTTP_ADDR -http-addr --http-addr
nginx/nginx-prometheus-exporter 9113 LISTEN_ADDRESS --web.listen-address
danielqsj/kafka-exporter 9308 --web.listen-address
percona/mongodb_exporter 9216 --web.listen-address
gcr.io/cadvisor/cadvisor ghcr.io/google/cadvisor google/cadvisor 8080 --port --listen_ip
registry.k8s.io/kube-state-metrics/kube-state-metrics quay.io/coreos/kube-state-metrics 8080 8081 --port \
 --telemetry-port \
 --config
victoriametrics/victoria-metrics 8428 --httpListenAddr --graphiteListenAddr --opentsdb* --influxListenAddr --envflag
victoriametrics/vmagent 8429 --httpListenAddr --graphiteListenAddr --opentsdb* --influxListenAddr --envflag
victoriametrics/vmalert 8880 --httpListenAddr --envflag
grafana/loki 3100 9095 7946 /etc/loki --config.file --server.http-listen-port --server.grpc-listen-port --target
openzipkin/zipkin openzipkin/zipkin-slim 9411 9410 QUERY_PORT SERVER_PORT JAVA_OPTS
graphiteapp/graphite-statsd 80 2003 2004 2023 2024 8080 8125 8126 /opt/graphite /opt/statsd /etc/nginx
netdata/netdata 19999 /etc/netdata NETDATA_LISTENER_PORT -p
louislam/uptime-kuma 3001 UPTIME_KUMA_PORT PORT
gotify/server ghcr.io/gotify/server 80 ?443 /etc/gotify GOTIFY_SERVER_PORT GOTIFY_SERVER_SSL_PORT=443
binwiederhier/ntfy 80 ?25 ?443 ?9090 /etc/ntfy NTFY_LISTEN_HTTP --listen-http -l --config -c
amir20/dozzle 8080 7007 DOZZLE_ADDR --addr
ghcr.io/headlamp-k8s/headlamp 4466 --port
istio/pilot 8080 9876 15010 15012 15014 15017 ?443 ...
jenkins/jenkins 8080 50000 JENKINS_OPTS JENKINS_SLAVE_AGENT_PORT=50000 ...
sonatype/nexus3 8081 /nexus-data /opt/sonatype ...
sonarqube 9000 /opt/sonarqube/conf SONAR_WEB_PORT
jetbrains/teamcity-server 8111 /opt/teamcity/conf
gocd/gocd-server 8153
drone/drone 80 443 DRONE_SERVER_PORT
woodpeckerci/woodpecker-server 8000 9000 ?9001 WOODPECKER_SERVER_ADDR WOODPECKER_GRPC_ADDR=9000
concourse/concourse 8080 2222 ?7777 ?7788 ?7799 CONCOURSE_BIND_PORT --bind-port
gitea/gitea docker.gitea.com/gitea 3000 22 2222 /data /etc/gitea HTTP_PORT SSH_PORT SSH_LISTEN_PORT=22
codeberg.org/forgejo/forgejo 3000 22 2222 /data /etc/gitea HTTP_PORT SSH_PORT SSH_LISTEN_PORT=22
gogs/gogs 3000 22 /data
gitlab/gitlab-ce gitlab/gitlab-ee 80 22 443 ?5050 ?8060 ?9090 /etc/gitlab GITLAB_OMNIBUS_CONFIG ...
verdaccio/verdaccio 4873 /verdaccio/conf VERDACCIO_PORT VERDACCIO_PROTOCOL
ghcr.io/helm/chartmuseum chartmuseum/chartmuseum 8080 PORT /chartmuseum.yaml --port --config
codercom/code-server ghcr.io/coder/code-server 8080 PORT
linuxserver/code-server lscr.io/linuxserver/code-server ghcr.io/linuxserver/code-server 8443 PORT ...
jupyter/base-notebook jupyter/minimal-notebook jupyter/scipy-notebook jupyter/datascience-notebook 8888 JUPYTER_PORT \
 /etc/jupyter /home/jovyan/.jupyter
quay.io/jupyter/base-notebook quay.io/jupyter/minimal-notebook quay.io/jupyter/scipy-notebook 8888 JUPYTER_PORT \
 /etc/jupyter /home/jovyan/.jupyter
quay.io/keycloak/keycloak keycloak/keycloak 8080 8443 !9000:health|metrics|HEALTH|METRICS|optimized ?7800 \
 /opt/keycloak KC_HTTP_PORT KC_HTTPS_PORT=8443 \
 KC_HTTP_MANAGEMENT_PORT=9000 --http-port --https-port --http-management-port >=25
quay.io/keycloak/keycloak keycloak/keycloak 8080 8443 ?7800 /opt/keycloak KC_HTTP_PORT KC_HTTPS_PORT=8443 \
 --http-port --https-port >=17 <25
jboss/keycloak quay.io/keycloak/keycloak 8080 8443 ?7600 ?9990 /opt/jboss <17
bitnami/keycloak 8080 8443 9000 ?7800 /opt/bitnami KEYCLOAK_HTTP_PORT KEYCLOAK_HTTPS_PORT=8443 KC_HTTP_PORT
authelia/authelia ghcr.io/authelia/authelia 9091 9959 /config AUTHELIA_SERVER_ADDRESS AUTHELIA_SERVER_PORT \
 X_AUTHELIA_CONFIG
goauthentik/server ghcr.io/goauthentik/server 9000 9443 9300 AUTHENTIK_LISTEN__HTTP AUTHENTIK_LISTEN__HTTPS=9443 \
 AUTHENTIK_LISTEN__METRICS=9300 AUTHENTIK_LISTEN__LISTEN_HTTP --
ghcr.io/zitadel/zitadel 8080 ZITADEL_PORT --port --config
svhd/logto ghcr.io/logto-io/logto 3001 3002 PORT ADMIN_PORT=3002
fusionauth/fusionauth-app 9011 9012 9013 /usr/local/fusionauth FUSIONAUTH_APP_HTTP_PORT
osixia/openldap 389 636 /container LDAP_PORT LDAPS_PORT=636
bitnami/openldap 1389 1636 /opt/bitnami LDAP_PORT_NUMBER LDAP_LDAPS_PORT_NUMBER=1636
hashicorp/vault vault 8200 8201 /vault/config VAULT_DEV_LISTEN_ADDRESS VAULT_LOCAL_CONFIG --dev-listen-address \
 --config
vaultwarden/server ghcr.io/dani-garcia/vaultwarden 80 3012 ROCKET_PORT WEBSOCKET_PORT=3012
portainer/portainer-ce portainer/portainer-ee 9000 8000 9443 --bind --bind-https --tunnel-port -p
jaegertracing/all-in-one 16686 4317 4318 5778 14250 14268 14269 16685 ?5775 ?6831 ?6832 !9411:[Zz][Ii][Pp][Kk][Ii][Nn] \
 --collector* --query* --admin* --http-server* --processor* --config-file QUERY_HTTP_SERVER_HOST_PORT \
 ADMIN_HTTP_HOST_PORT >=1.35
jaegertracing/all-in-one 16686 !4317:OTLP !4318:OTLP 5778 14250 14268 14269 \
 16685 ?5775 ?6831 ?6832 !9411:[Zz][Ii][Pp][Kk][Ii][Nn] \
 --collector* --query* --admin* --http-server* --processor* --config-file QUERY_HTTP_SERVER_HOST_PORT \
 ADMIN_HTTP_HOST_PORT >=1.18 <1.35
jaegertracing/all-in-one 16686 5778 14250 14268 14269 ?14267 16685 ?5775 ?6831 ?6832 !9411:[Zz][Ii][Pp][Kk][Ii][Nn] \
 --collector* --query* --admin* --http-server* --processor* --config-file QUERY_HTTP_SERVER_HOST_PORT \
 ADMIN_HTTP_HOST_PORT <1.18
falcosecurity/falcosidekick 2801 2810 LISTENPORT /etc
falcosecurity/falcosidekick-ui 2802
temporalio/ui 8080 TEMPORAL_UI_PORT /home/ui-server/config
nginx 80 /etc/nginx
nginxinc/nginx-unprivileged ghcr.io/nginxinc/nginx-unprivileged 8080 /etc/nginx
openresty/openresty 80 /etc/nginx /usr/local/openresty
bitnami/nginx 8080 8443 /opt/bitnami NGINX_HTTP_PORT_NUMBER NGINX_HTTPS_PORT_NUMBER=8443
bitnami/apache 8080 8443 /opt/bitnami APACHE_HTTP_PORT_NUMBER APACHE_HTTPS_PORT_NUMBER=8443
httpd 80 /usr/local/apache2
caddy 80 443 2019 /etc/caddy
varnish 80 8443 /etc/varnish VARNISH_HTTP_PORT VARNISH_PROXY_PORT=8443
ubuntu/squid 3128 /etc/squid
traefik/whoami containous/whoami 80 WHOAMI_PORT_NUMBER --port
tomcat 8080 /usr/local/tomcat/conf CATALINA_OPTS JAVA_OPTS
bitnami/tomcat 8080 /opt/bitnami TOMCAT_HTTP_PORT_NUMBER
jetty 8080 /var/lib/jetty /usr/local/jetty JAVA_OPTIONS
quay.io/wildfly/wildfly jboss/wildfly 8080 8443 9990 /opt/jboss JAVA_OPTS
payara/server-full payara/server-web 8080 4848 8181 9009 /opt/payara
payara/micro 8080 6900
`;
