/** Reading a card's text aloud with the browser's own voice. */

export const canSpeak = () => "speechSynthesis" in window;

/** Long texts fall silent in some browsers: each sentence is spoken by itself. */
export function speak(text, onEnd) {
  hush();
  const sentences = text.match(/[^。！？；\n]+[。！？；]?/g) || [];
  sentences.forEach((sentence, index) => {
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.lang = "zh-CN";
    spoken.rate = 0.9;
    if (index === sentences.length - 1) spoken.onend = onEnd;
    spoken.onerror = onEnd;
    speechSynthesis.speak(spoken);
  });
}

export function hush() {
  if (canSpeak()) speechSynthesis.cancel();
}
