Console.WriteLine("gradus");
