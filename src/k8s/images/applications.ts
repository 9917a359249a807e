/** Applications, models, and images for trying things; the columns are those of `facts.ts`. */
export const APPLICATIONS = `
nginxdemos/hello 80 /etc/nginx
nginxdemos/nginx-hello 8080 /etc/nginx
wordpress 80 /etc/apache2 /usr/local/etc/php
drupal joomla matomo mediawiki 80 /etc/apache2
nextcloud 80 /etc/apache2
ghost 2368 server__port /var/lib/ghost/config.production.json
redmine 3000 PORT
odoo 8069 8071 8072 /etc/odoo -p --http-port --xmlrpc-port --longpolling-port --gevent-port --config -c
dolibarr/dolibarr 80 /etc/apache2
bitnami/wordpress 8080 8443 /opt/bitnami APACHE_HTTP_PORT_NUMBER APACHE_HTTPS_PORT_NUMBER=8443 \
 WORDPRESS_HTTP_PORT_NUMBER >=6
bitnami/drupal bitnami/joomla bitnami/matomo bitnami/phpmyadmin bitnami/moodle 8080 8443 /opt/bitnami \
 APACHE_HTTP_PORT_NUMBER APACHE_HTTPS_PORT_NUMBER=8443 >=4
collabora/code 9980 /etc/coolwsd extra_params
onlyoffice/documentserver 80 443 /etc/onlyoffice /etc/nginx
directus/directus 8055 PORT
photoprism/photoprism 2342 PHOTOPRISM_HTTP_PORT PHOTOPRISM_CONFIG_FILE
mattermost/mattermost-team-edition mattermost/mattermost-enterprise-edition 8065 8067 8074 8443 /mattermost/config \
 MM_SERVICESETTINGS_LISTENADDRESS
rocket.chat rocketchat/rocket.chat registry.rocket.chat/rocketchat/rocket.chat 3000 ?3458 ?9458 PORT
vectorim/element-web ghcr.io/element-hq/element-web 80 ELEMENT_WEB_PORT /etc/nginx
apache/superset 8088 SUPERSET_PORT /app
metabase/metabase 3000 MB_JETTY_PORT JAVA_OPTS JAVA_TOOL_OPTIONS
inngest/inngest 8288 8289 50052 50053 INNGEST_PORT --port -p --connect-gateway-port
hasura/graphql-engine 8080 HASURA_GRAPHQL_SERVER_PORT --server-port
postgrest/postgrest 3000 PGRST_SERVER_PORT PGRST_ADMIN_SERVER_PORT /etc/postgrest.conf
n8nio/n8n docker.n8n.io/n8nio/n8n ghcr.io/n8n-io/n8n 5678 ?5679 N8N_PORT
nodered/node-red 1880 /data PORT ...
nocodb/nocodb 8080 PORT
flowiseai/flowise 3000 PORT
ollama/ollama 11434 OLLAMA_HOST
ghcr.io/open-webui/open-webui 8080 PORT
langflowai/langflow 7860 LANGFLOW_PORT
vllm/vllm-openai 8000 --port --config --uds
ghcr.io/huggingface/text-generation-inference 80 PORT ?9000 --port -p
ghcr.io/huggingface/text-embeddings-inference 80 PORT ?9000 --port -p
ghcr.io/berriai/litellm docker.litellm.ai/berriai/litellm 4000 PORT --port
tensorflow/serving 8500 8501 --port --rest_api_port
langgenius/dify-web 3000 PORT
langgenius/dify-sandbox 8194 SANDBOX_PORT /conf
fireflyiii/core 8080
plankanban/planka ghcr.io/plankanban/planka 1337 PORT
unleashorg/unleash-edge 3063 PORT
unleashorg/unleash-server 4242 HTTP_PORT PORT
flagsmith/flagsmith 8000 PORT
plexinc/pms-docker 32400 1900 3005 5353 8324 32410 32412 32413 32414 32469 33400
linuxserver/plex lscr.io/linuxserver/plex ghcr.io/linuxserver/plex 32400 1900 3005 5353 8324 32410 32412 32413 \
 32414 32469
sctx/overseerr linuxserver/overseerr lscr.io/linuxserver/overseerr 5055 PORT
fallenbagel/jellyseerr ghcr.io/fallenbagel/jellyseerr ghcr.io/seerr-team/seerr 5055 PORT
ghcr.io/flaresolverr/flaresolverr flaresolverr/flaresolverr 8191 ?8192 PORT PROMETHEUS_PORT=8192
ghcr.io/immich-app/immich-server 2283 ?8081 ?8082 IMMICH_PORT >=1.118
ghcr.io/immich-app/immich-server 3001 ?3002 ?8081 ?8082 IMMICH_PORT SERVER_PORT <1.118
ghcr.io/immich-app/immich-machine-learning 3003 IMMICH_PORT MACHINE_LEARNING_PORT
ghcr.io/paperless-ngx/paperless-ngx paperlessngx/paperless-ngx 8000 PAPERLESS_PORT
miniflux/miniflux ghcr.io/miniflux/miniflux 8080 PORT
sissbruecker/linkding 9090 LD_SERVER_PORT
vikunja/vikunja 3456 VIKUNJA_SERVICE_INTERFACE /etc/vikunja /app/vikunja/config.yml
neosmemo/memos ghcr.io/usememos/memos 5230 MEMOS_PORT --port
outlinewiki/outline docker.getoutline.com/outlinewiki/outline 3000 PORT
requarks/wiki ghcr.io/requarks/wiki 3000 3443 /wiki/config.yml PORT CONFIG_FILE
quay.io/hedgedoc/hedgedoc 3000 CMD_PORT PORT /hedgedoc/config.json
etherpad/etherpad 9001 PORT /opt/etherpad-lite
ghcr.io/mealie-recipes/mealie 9000 API_PORT
ghcr.io/advplyr/audiobookshelf 80 PORT
actualbudget/actual-server ghcr.io/actualbudget/actual-server ghcr.io/actualbudget/actual 5006 ACTUAL_PORT PORT /data
excalidraw/excalidraw 80 /etc/nginx
jgraph/drawio 8080 8443 /usr/local/tomcat
b4bz/homer 8080 PORT
ghcr.io/gethomepage/homepage 3000 PORT
corentinth/it-tools ghcr.io/corentinth/it-tools 80 /etc/nginx
ghcr.io/dgtlmoon/changedetection.io dgtlmoon/changedetection.io 5000 PORT
stirlingtools/stirling-pdf frooodle/s-pdf 8080 SERVER_PORT /configs
guacamole/guacamole 8080 /usr/local/tomcat
guacamole/guacd 4822 -l
ghcr.io/umami-software/umami docker.umami.is/umami-software/umami 3000 PORT
shlinkio/shlink 8080 PORT >=3
kutt/kutt 3000 PORT
kanboard/kanboard 80 443 /etc/nginx
wekanteam/wekan ghcr.io/wekan/wekan quay.io/wekan/wekan 8080 PORT
axllent/mailpit ghcr.io/axllent/mailpit 8025 1025 1110 MP_UI_BIND_ADDR MP_SMTP_BIND_ADDR=1025 MP_POP3_BIND_ADDR=1110
mailhog/mailhog 8025 1025 MH_UI_BIND_ADDR MH_API_BIND_ADDR MH_SMTP_BIND_ADDR=1025
maildev/maildev 1080 1025 MAILDEV_WEB_PORT MAILDEV_SMTP_PORT=1025 >=2
roundcube/roundcubemail 80 /etc/apache2
mockserver/mockserver 1080 MOCKSERVER_SERVER_PORT SERVER_PORT /config
wiremock/wiremock 8080 8443 WIREMOCK_OPTIONS --port --https-port
swaggerapi/swagger-ui docker.swagger.io/swaggerapi/swagger-ui 8080 PORT /etc/nginx
motoserver/moto 5000 MOTO_PORT
apache/tika 9998
gotenberg/gotenberg 3000 API_PORT --api-port
yuzutech/kroki 8000 KROKI_PORT KROKI_LISTEN
plantuml/plantuml-server 8080 /usr/local/tomcat /var/lib/jetty
selenium/standalone-chrome selenium/standalone-firefox selenium/hub 4444 4442 4443 5900 7900 SE_NODE_PORT SE_HUB_PORT
darthsim/imgproxy ghcr.io/imgproxy/imgproxy 8080 IMGPROXY_BIND PORT IMGPROXY_PROMETHEUS_BIND
jwilder/whoami 8000 PORT
kennethreitz/httpbin 80
mccutchen/go-httpbin ghcr.io/mccutchen/go-httpbin 8080 PORT --port
stefanprodan/podinfo ghcr.io/stefanprodan/podinfo 9898 9797 9999 PODINFO_PORT
paulbouwer/hello-kubernetes 8080 PORT
gcr.io/google-samples/hello-app us-docker.pkg.dev/google-samples/containers/gke/hello-app 8080 PORT
gcr.io/google-samples/node-hello gcr.io/kuar-demo/kuard-amd64 8080
gcr.io/google-samples/gb-frontend us-docker.pkg.dev/google-samples/containers/gke/gb-frontend 80
hashicorp/http-echo 5678 --listen
ealen/echo-server 80 PORT
jmalloc/echo-server inanimate/echo-server 8080 PORT
registry.k8s.io/echoserver k8s.gcr.io/echoserver gcr.io/google_containers/echoserver 8080 8443 /etc/nginx
kicbase/echo-server 8080 PORT
argoproj/rollouts-demo 8080 --listen-addr
docker/getting-started 80
crccheck/hello-world 8000
mcr.microsoft.com/azuredocs/aci-helloworld mcr.microsoft.com/azuredocs/aks-helloworld 80 PORT
mcr.microsoft.com/dotnet/samples 8080 ASPNETCORE_HTTP_PORTS ASPNETCORE_URLS URLS ~aspnetapp
istio/examples-bookinfo-productpage-v1 istio/examples-bookinfo-details-v1 istio/examples-bookinfo-ratings-v1 9080
istio/examples-bookinfo-reviews-v1 istio/examples-bookinfo-reviews-v2 istio/examples-bookinfo-reviews-v3 9080
`;
