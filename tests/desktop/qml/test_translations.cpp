// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence of the desktop client is there in every language, with what is put into it.
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include "layout_check.hpp"
#include "main.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

struct Sentence {
  QString source;
  QStringList forms;
  bool finished = true;
};

Sentence read_sentence(QXmlStreamReader& xml) {
  Sentence sentence;
  while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("message")) &&
         !xml.atEnd()) {
    if (!xml.isStartElement()) continue;
    if (xml.name() == QLatin1String("source")) sentence.source = xml.readElementText();
    if (xml.name() == QLatin1String("numerusform")) sentence.forms.append(xml.readElementText());
    if (xml.name() != QLatin1String("translation")) continue;
    sentence.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
    xml.readNext();
    if (xml.isCharacters() && !xml.isWhitespace()) sentence.forms.append(xml.text().toString());
  }
  return sentence;
}

QList<Sentence> read_sentences(const QString& name) {
  QFile file{name};
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader xml{&file};
  QList<Sentence> sentences;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.isStartElement() && xml.name() == QLatin1String("message")) sentences.append(read_sentence(xml));
  }
  return sentences;
}

QString file_of(const QString& language) {
  return QStringLiteral(SOTTO_DESKTOP_FOLDER "/translations/sotto_%1.ts").arg(language);
}

}  // namespace

class Translations : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_left_untranslated_data();
  void nothing_is_left_untranslated();
  void what_is_put_in_stays_in_data() { nothing_is_left_untranslated_data(); }
  void what_is_put_in_stays_in();
  void longer_words_fit_data();
  void longer_words_fit();
  void a_screen_speaks_the_language_data();
  void a_screen_speaks_the_language();
};

void Translations::nothing_is_left_untranslated_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("Spanish") << "es";
  QTest::newRow("German") << "de";
}

/// With what the sources say now, not with what they said when the file was last updated.
void Translations::nothing_is_left_untranslated() {
  QFETCH(const QString, language);
  const QTemporaryDir folder;
  const QString copy = folder.filePath(QStringLiteral("sotto_%1.ts").arg(language));
  QVERIFY(QFile::copy(file_of(language), copy));
  const QStringList words{QStringLiteral("-silent"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral(SOTTO_DESKTOP_FOLDER),
                          QStringLiteral("-ts"),
                          copy};
  QCOMPARE(QProcess::execute(QStringLiteral(SOTTO_LUPDATE), words), 0);
  const QList<Sentence> sentences = read_sentences(copy);
  QVERIFY(sentences.size() > 250);
  for (const Sentence& sentence : sentences)
    QVERIFY2(sentence.finished && !sentence.forms.isEmpty(), qPrintable(sentence.source));
}

void Translations::what_is_put_in_stays_in() {
  QFETCH(const QString, language);
  for (const Sentence& sentence : read_sentences(file_of(language)))
    for (const QString& form : sentence.forms)
      QVERIFY2(form.count(QStringLiteral("%1")) == sentence.source.count(QStringLiteral("%1")),
               qPrintable(form));
}

void Translations::longer_words_fit_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  for (const char* language : {"es", "de"})
    for (const auto& [story, screen] : scenes)
      QTest::addRow("%s-%s-%s", language, screen, story) << language << story << screen;
}

void Translations::longer_words_fit() {
  QFETCH(const QString, language);
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  Stage stage{story, screen};
  stage.resize(400, 800);
  QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
}

void Translations::a_screen_speaks_the_language_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QString>("words");
  QTest::newRow("Spanish") << "es"
                           << "landing"
                           << "Habla en voz baja.";
  QTest::newRow("German") << "de"
                          << "landing"
                          << "Leise reden.";
}

void Translations::a_screen_speaks_the_language() {
  QFETCH(const QString, language);
  QFETCH(const QString, screen);
  QFETCH(const QString, words);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  const Stage stage{QStringLiteral("out"), screen};
  QVERIFY(stage.named(words) != nullptr);
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Translations)
#include "test_translations.moc"
