import { type Json, objectIn, textIn } from '../../json.js';

/** An image by its address or as a file of the workspace. */
export function Picture({ image, className }: { image: Json; className: string }) {
  const url = textIn(image.image_url) || textIn(objectIn(image.slack_file).url);
  const altText = textIn(image.alt_text);
  if (!/^(https?:\/\/|\/)/i.test(url)) return <span className="picture-missing">{altText}</span>;
  return <img className={className} src={url} alt={altText} loading="lazy" referrerPolicy="no-referrer" />;
}
