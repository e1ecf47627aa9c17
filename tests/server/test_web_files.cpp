// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "api/web_files.hpp"

using namespace sotto;
using namespace sotto::relay::api;

namespace {

std::string header(const WebFiles::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

class TestWebFiles : public QObject {
  Q_OBJECT
 private slots:
  void init();
  void a_file_is_served_with_its_type();
  void the_compressed_form_is_served_to_who_accepts_it();
  void an_unchanged_file_is_not_sent_again();
  void hashed_files_are_kept_for_ever_and_the_page_is_not();
  void routes_of_the_client_get_the_page();
  void nothing_outside_the_folder_is_served_data();
  void nothing_outside_the_folder_is_served();
  void a_folder_without_a_page_is_refused();
  void the_policy_lets_nothing_foreign_in();

 private:
  void write(const char* name, const QByteArray& content) const;
  std::unique_ptr<QTemporaryDir> folder_;
  WebFiles files_;
};

void TestWebFiles::write(const char* name, const QByteArray& content) const {
  QFile file{folder_->filePath(QString::fromLatin1("web/") + QString::fromLatin1(name))};
  QVERIFY(QDir{}.mkpath(QFileInfo{file}.path()));
  QVERIFY(file.open(QIODevice::WriteOnly));
  QCOMPARE(file.write(content), content.size());
}

void TestWebFiles::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  write("index.html", "page");
  write("assets/app-1234.js", "script");
  write("assets/app-1234.js.br", "brotli");
  write("assets/app-1234.js.gz", "gzip");
  write("../secret.txt", "secret");
  std::filesystem::create_symlink(folder_->filePath("secret.txt").toStdString(),
                                  folder_->filePath("web/link.txt").toStdString());
  auto loaded = WebFiles::load(folder_->filePath("web").toStdString());
  QVERIFY(loaded.ok());
  files_ = *std::move(loaded);
}

void TestWebFiles::a_file_is_served_with_its_type() {
  const auto page = files_.find({"/index.html", "", ""});
  QCOMPARE(page.status, 200U);
  QCOMPARE(*page.body, std::string{"page"});
  QCOMPARE(header(page, "Content-Type"), std::string{"text/html; charset=utf-8"});
  QCOMPARE(header(files_.find({"/assets/app-1234.js", "", ""}), "Content-Type"),
           std::string{"text/javascript; charset=utf-8"});
}

void TestWebFiles::the_compressed_form_is_served_to_who_accepts_it() {
  const auto body = [&](std::string_view accepted) {
    return *files_.find({"/assets/app-1234.js", accepted, ""}).body;
  };
  QCOMPARE(body("gzip, deflate, br"), std::string{"brotli"});
  QCOMPARE(body("gzip"), std::string{"gzip"});
  QCOMPARE(body("br;q=0, gzip;q=0.5"), std::string{"gzip"});
  QCOMPARE(body("identity"), std::string{"script"});
  QCOMPARE(body("brx"), std::string{"script"});
  QCOMPARE(header(files_.find({"/assets/app-1234.js", "br", ""}), "Content-Encoding"), std::string{"br"});
}

void TestWebFiles::an_unchanged_file_is_not_sent_again() {
  const auto etag = header(files_.find({"/", "", ""}), "ETag");
  QVERIFY(!etag.empty());
  const auto again = files_.find({"/", "", etag});
  QCOMPARE(again.status, 304U);
  QVERIFY(again.body->empty());
  QCOMPARE(files_.find({"/", "", "\"another\""}).status, 200U);
}

void TestWebFiles::hashed_files_are_kept_for_ever_and_the_page_is_not() {
  QVERIFY(header(files_.find({"/assets/app-1234.js", "", ""}), "Cache-Control").find("immutable") !=
          std::string::npos);
  QCOMPARE(header(files_.find({"/", "", ""}), "Cache-Control"), std::string{"no-cache"});
}

void TestWebFiles::routes_of_the_client_get_the_page() {
  for (const char* route : {"/", "/login", "/direct", "/direct/bob", "/direct/anna.maria", "/settings"}) {
    QCOMPARE(*files_.find({route, "", ""}).body, std::string{"page"});
  }
  for (const char* missing :
       {"/favicon.ico", "/assets/gone.js", "/api/v1/nothing", "/assets/app-1234.js.br"}) {
    QCOMPARE(files_.find({missing, "", ""}).status, 404U);
  }
}

void TestWebFiles::nothing_outside_the_folder_is_served_data() {
  QTest::addColumn<QByteArray>("path");
  for (const char* path :
       {"/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
        "//secret.txt", "/link.txt", "/./../secret.txt", "../secret.txt", "/direct/../../secret.txt"}) {
    QTest::newRow(path) << QByteArray{path};
  }
  QTest::newRow("with a NUL") << QByteArray{"/index.html\0.txt", 16};
}

void TestWebFiles::nothing_outside_the_folder_is_served() {
  QFETCH(QByteArray, path);
  const auto response = files_.find({{path.constData(), static_cast<std::size_t>(path.size())}, "", ""});
  QCOMPARE(response.status, 404U);
  QVERIFY(response.body->empty());
}

void TestWebFiles::a_folder_without_a_page_is_refused() {
  QCOMPARE(WebFiles::load(folder_->filePath("web/assets").toStdString()).error().code, ErrorCode::not_found);
  QCOMPARE(WebFiles::load(folder_->filePath("nowhere").toStdString()).error().code, ErrorCode::not_found);
  QCOMPARE(WebFiles{}.find({"/", "", ""}).status, 404U);
}

void TestWebFiles::the_policy_lets_nothing_foreign_in() {
  std::map<std::string_view, std::string> headers{security_headers().begin(), security_headers().end()};
  const auto& policy = headers.at("Content-Security-Policy");
  for (const char* part : {"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'",
                           "frame-ancestors 'none'", "base-uri 'none'"}) {
    QVERIFY2(policy.find(part) != std::string::npos, part);
  }
  for (const char* part : {"unsafe-inline", "'unsafe-eval'", "*", "http:", "https:"}) {
    QVERIFY2(policy.find(part) == std::string::npos, part);
  }
  QCOMPARE(headers.at("X-Content-Type-Options"), std::string{"nosniff"});
  QCOMPARE(headers.at("Cross-Origin-Opener-Policy"), std::string{"same-origin"});
}

QTEST_GUILESS_MAIN(TestWebFiles)
#include "test_web_files.moc"
